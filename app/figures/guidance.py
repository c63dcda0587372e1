"""The figures of the experiment on guidance: the contrasts, and the curves of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.guidance.words import POINTS, in_points
from app.look.losses import loss_look
from app.look.themes import Theme
from evidence.resampling import Interval
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND
from toy_models.guidance.rows import Row

ROW_HEIGHT, CURVES_HEIGHT = 58, 260
ABOVE = 6  # CSS pixels from a row up to its words


def words_at(text: str, theme: Theme) -> dict[str, Any]:
    """Words that stand above a place of the whole figure."""
    place = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {"text": text, **place, "font": {"size": 14, "color": theme.ink}}


def band(theme: Theme) -> dict[str, Any]:
    """The look of the band in which nobody would notice a difference."""
    quiet = {"fillcolor": theme.faint, "opacity": 0.5, "line": {"width": 0}}
    return {"type": "rect", "layer": "below", **quiet}


def differences(theme: Theme) -> dict[str, Any]:
    """An axis of differences of TAR in points, with a line at none."""
    zero = {"zeroline": True, "zerolinecolor": theme.ink, "zerolinewidth": 1}
    return {"tickformat": "~g", "gridcolor": theme.faint, **zero}


def bars(intervals: Sequence[Interval], theme: Theme) -> dict[str, Any]:
    """Intervals as error bars, in points."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [POINTS * (interval.high - interval.mean) for interval in intervals],
        "arrayminus": [POINTS * (interval.mean - interval.low) for interval in intervals],
        "color": theme.ink,
        "thickness": 1.5,
        "width": 0,
    }


def contrasts_of(
    found: Sequence[Contrast], questions: Sequence[str], answers: Sequence[str], theme: Theme
) -> go.Figure:
    """Contrasts of one cell: a row each, with its question, its answer and its interval."""
    layout = base_layout(theme, 70 + ROW_HEIGHT * len(found))
    layout["margin"] |= {"l": 10, "t": 10, "b": 40}
    layout |= {"showlegend": False}
    rows = list(range(len(found)))
    layout["yaxis"] = {
        "range": [len(rows) - 0.5, -0.9],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
    }
    # Words stand above their row: beside it they would leave a phone no room for the intervals.
    # Their ground covers the grid.
    over = {"x": 0, "xanchor": "left", "yref": "y", "yshift": ABOVE, "bgcolor": theme.paper}
    layout["annotations"] = [
        words_at(f"{question}<br><b>{answer}</b>", theme) | over | {"y": row, "align": "left"}
        for row, question, answer in zip(rows, questions, answers, strict=True)
    ]
    layout["xaxis"] = {
        "title": {"text": "difference in points of TAR", "standoff": 6},
        **differences(theme),
    }
    layout["shapes"] = [
        band(theme)
        | {"x0": -POINTS * BOUND, "x1": POINTS * BOUND, "yref": "paper", "y0": 0, "y1": 1}
    ]
    intervals = [one.interval for one in found]
    data = {
        "type": "scatter",
        "mode": "markers",
        "x": [POINTS * interval.mean for interval in intervals],
        "y": rows,
        "error_x": bars(intervals, theme),
        "marker": {"size": 9, "color": theme.ink},
        "customdata": [
            [in_points(interval), answer]
            for interval, answer in zip(intervals, answers, strict=True)
        ],
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    }
    return go.Figure({"data": [data], "layout": layout})


def curves_of(rows: Sequence[Row], names: dict[str, str], theme: Theme) -> go.Figure:
    """TAR over the steps for every run of a cell: a thin line a seed, a thick mean an arm."""
    layout = tar_over_steps(theme, CURVES_HEIGHT)
    looks = {"norm": "norm_softmax", "sv": "sv_softmax"}
    colours = {arm: loss_look(looks[arm]).colour(theme.dark) for arm in names}
    traces = []
    for arm, title in names.items():
        runs = [row for row in rows if row.arm == arm]
        for row in runs:
            traces.append(_line(row.looks, row.tar_curve, colours[arm], f"seed {row.seed}", 1))
        if runs:
            mean = np.mean([row.tar_curve for row in runs], axis=0)
            traces.append(_line(runs[0].looks, mean, colours[arm], title, 3) | {"showlegend": True})
    return go.Figure({"data": traces, "layout": layout})


def tar_over_steps(theme: Theme, height: int) -> dict[str, Any]:
    """The layout of curves of TAR while losses train; `height` in CSS pixels."""
    layout = base_layout(theme, height)
    layout["margin"] |= {"l": 60, "b": 50}
    grid = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = grid | {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] = grid | {
        "title": {"text": "TAR at FAR 1 in 1,000", "standoff": 4},
        "rangemode": "tozero",
        "tickformat": ".0%",
    }
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    return layout


def _line(
    steps: Sequence[int], values: Sequence[float], colour: str, name: str, width: int
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "showlegend": False,
        "x": list(steps),
        "y": list(values),
        "line": {"color": colour, "width": width},
        "opacity": 1.0 if width > 1 else 0.4,
        "hovertemplate": f"{name}, step %{{x}}: %{{y:.1%}}<extra></extra>",
    }
