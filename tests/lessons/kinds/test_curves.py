"""Curves: lines over an axis, with bands over seeds, as the browser takes them."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.figure import Code
from lessons.kinds.curves import (
    Axis,
    Line,
    Upright,
    curves,
    over_seeds,
    over_steps,
    seed_line,
    short,
)
from lessons.variable import SCALE

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def test_a_line_over_seeds_is_mean_and_deviation() -> None:
    values_SX = np.array([[1.0, 2.0], [3.0, 2.0]])
    line = seed_line([1, 2], values_SX, name="a", key="a").message()
    assert line["y"] == [2, 2]
    assert line["high"] == pytest.approx([2 + 2**0.5, 2], abs=1e-4)
    assert line["low"] == pytest.approx([2 - 2**0.5, 2], abs=1e-4)


def test_numbers_are_short_and_rows_stay_rows() -> None:
    assert short(np.array([[1.23456789, 1e-9], [2, 3]])) == [[1.2346, 1e-9], [2, 3]]
    assert short(None) is None


def test_marker_and_reveal_are_variables() -> None:
    figure = curves(
        x=Axis(words="s", low=1, high=64, log=True), y=Axis(words="loss", low=0, high=3),
        lines=[Line(name="floor", x=[1, 64], y=[2, 0], answer=True)], marker=SCALE,
        uprights=[Upright(at=4, words="here")], tour="s=1..64", says=(("", "x"),), reading="",
        code=CODE,
    )  # fmt: skip
    assert figure.variables == (SCALE,)
    assert figure.content["marker"] == "s"
    assert figure.content["reveal"] is None
    assert figure.content["lines"][0]["answer"]
    assert figure.content["uprights"] == [
        {"at": 4, "words": "here", "foot": False, "answer": False}
    ]


def test_a_marker_that_reveals_is_one_variable() -> None:
    figure = curves(
        x=Axis(words="s", low=1, high=64), y=Axis(words="loss", low=0, high=3),
        lines=[Line(name="floor", x=[1, 64], y=[2, 0])], marker=SCALE, reveal=SCALE,
        tour="s=1..64", says=(("", "x"),), reading="", code=CODE,
    )  # fmt: skip
    assert figure.variables == (SCALE,)
    assert figure.content["marker"] == figure.content["reveal"] == "s"


def test_over_steps_the_clock_draws_the_lines() -> None:
    figure = over_steps(
        300, every=25, y=Axis(words="share", low=0, high=1), says=(("", "x"),), code=CODE,
        lines=[Line(name="share", x=[0, 300], y=[0, 1])], reading=over_seeds((1, 2, 3)),
    )  # fmt: skip
    (step,) = figure.variables
    assert (step.name, step.low, step.high, step.start, step.step) == ("step", 0, 300, 300, 25)
    assert figure.content["marker"] == figure.content["reveal"] == "step"
    assert figure.tour == "step=0..300"
    assert figure.reading == "Lines are means over 3 seeds, bands one standard deviation."
