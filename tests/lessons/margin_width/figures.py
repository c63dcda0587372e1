"""The figures: arrays in, a chart out."""

from __future__ import annotations

from functools import partial

import plotly.graph_objects as go

from lessons.drawing.dots import dots
from lessons.drawing.layout import CATEGORIES, axis, layout
from lessons.drawing.line import curve
from lessons.figure import Chart, Code, Figure, Moving, Slider, Style
from lessons.lesson import Shown

from .experiment import NAMES, Result

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """By the slots of the narrative."""
    margin = Slider(name="m", label="Margin m", values=result.config.margins, start=0.1)
    am = result.explained["am"]
    chart = partial(Chart.of, result)
    return {
        "push": chart(push, "The push of the rival.", CODE, am, margin),
        "accuracy": chart(accuracy, "Dots are seeds.", CODE, am[:1]),
        "run": Moving(run=partial(shown, "run"), reading="A run.", code=CODE, loss=1),
    }


def push(result: Result, style: Style, at: int) -> go.Figure:
    """The push along the arc, for a value of the slider."""
    lines = [curve(result.angle_A, result.push_MA[at], "AM", style.ink, "solid")]
    made = layout(style, 300, xaxis=axis(style, "degrees"), yaxis=axis(style, "push"))
    return go.Figure({"data": lines, "layout": made})


def accuracy(result: Result, style: Style, at: int) -> go.Figure:
    """A dot for each seed."""
    made = layout(style, 300, xaxis=CATEGORIES, yaxis=axis(style, "accuracy"))
    return go.Figure({"data": dots(style, result.accuracy_SL, NAMES), "layout": made})
