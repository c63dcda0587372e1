"""Portraits: a row of pictures for each value of the variable."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.figure import Code, Live
from lessons.kinds.portraits import portraits
from lessons.variable import Variable

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:am_softmax")


def figure(values: tuple[float, ...]) -> Live:
    return portraits(
        pictures_VMHW=np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5),
        shares_VM=np.array([[1, 0.5, 0.25], [1, 0, 0]]), names="ABC", keys="abc", words="share",
        variable=Variable.of_values("d", "d", values, values[0]), tour="d=0..1",
        says=(("", "{b}"),), reading="", code=CODE,
    )  # fmt: skip


def test_there_is_a_row_for_each_value() -> None:
    content = figure((0.0, 1.0)).content
    assert len(content["pixels"]) == 2 * 3 * content["height"] * content["width"]
    assert content["shares"] == [[100, 50, 25], [100, 0, 0]]


def test_the_first_picture_is_the_own_one_unless_said() -> None:
    assert figure((0.0, 1.0)).content["roles"] == ["own", "rival", "rival"]


def test_values_without_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="row of pictures for each value"):
        figure((0.0, 0.5, 1.0))
