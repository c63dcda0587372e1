"""Points: where they begin, what can be moved, and the widest arrangements known."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.figure import Code, Live
from lessons.kinds.points import points
from lessons.variable import MARGIN
from toy_models.config import LossChoice

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:norm_softmax")


def figure(dimension: int) -> Live:
    return points(
        dimension=dimension, count=5, loss=LossChoice.of("norm_softmax"), more=[MARGIN], code=CODE,
        tour="K=5..12", says=(("", "x"),), reading="",
    )  # fmt: skip


def test_a_sphere_can_be_turned_and_a_circle_need_not() -> None:
    assert [variable.name for variable in figure(3).variables] == ["K", "m", "turn"]
    assert [variable.name for variable in figure(2).variables] == ["K", "m"]


def test_what_is_sent() -> None:
    content = figure(3).content
    start_KD = np.array(content["start"])
    assert start_KD.shape == (20, 3)
    np.testing.assert_allclose(np.linalg.norm(start_KD, axis=1), 1, atol=1e-3)
    assert content["widest"]["12"] == pytest.approx(63.435, abs=0.01)
    assert figure(2).content["widest"]["10"] == pytest.approx(36)
