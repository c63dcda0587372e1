"""A sheet of pictures: what is sent, and what is asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.figure import Code, Live
from lessons.kinds.pictures import pictures

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:softmax")
WRONG = np.array([False, True, False])


def sheet(**more: Any) -> Live:
    """Three pictures of two by two pixels."""
    return pictures(
        pixels_PHW=np.arange(12).reshape(3, 2, 2), wrong_P=WRONG, label="Ann", tour="truth=0..1",
        says=(("", "{crossed}"),), reading="", code=CODE, **more,
    )  # fmt: skip


def test_a_network_brings_steps_and_crosses() -> None:
    crossed_KP = np.array([[True, True, True], [False, True, False]])
    figure = sheet(steps_K=np.array([0, 50]), crossed_KP=crossed_KP)
    assert [variable.name for variable in figure.variables] == ["step", "truth"]
    assert figure.content["crossed"] == [[1, 1, 1], [0, 1, 0]]
    assert len(figure.content["pictures"]["pixels"]) == 12
    assert figure.asks == {}


def test_the_wrong_ones_are_asked_for() -> None:
    figure = sheet(ask="wrong")
    assert [variable.name for variable in figure.variables] == ["truth"]
    ask = figure.asks["wrong"]
    assert ask.outcome == (0, 1, 0)
    assert ask.labels == ("picture 1", "picture 2", "picture 3")
    assert ask.verdict((0, 1, 0)) == "close"
    assert ask.verdict((1, 0, 0)) == "mixed"
