"""Dots: a category for each measure, and a clock that brings in the seeds."""

from __future__ import annotations

from lessons.figure import Code
from lessons.kinds.curves import Axis
from lessons.kinds.dots import Category, dots

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def test_the_clock_brings_in_the_seeds() -> None:
    figure = dots(
        y=Axis(words="%", low=0, high=100), says=(("", "{a}"),), reading="", code=CODE,
        categories=[Category(name="A", key="a", values=[1, 2, 3]),
                    Category(name="B", key="b", values=[4, 5, 6])],
    )  # fmt: skip
    assert figure.tour == "seeds=1..3"
    seeds = figure.variable("seeds")
    assert seeds
    assert seeds.values == (1, 2, 3)
    assert [category["values"] for category in figure.content["categories"]] == [
        [1, 2, 3], [4, 5, 6],
    ]  # fmt: skip
