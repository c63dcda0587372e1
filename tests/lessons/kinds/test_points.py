"""Points: where they begin, what can be moved, and the widest arrangements known."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.figure import Code, Live
from lessons.kinds.points import points
from lessons.variable import MARGIN
from toy_models.config import LossChoice
from toy_models.packing import centres, nearest_angle

CODE = Code(real=("losses.am_softmax:am_margin",), short="lessons.in_six_lines:norm_softmax")


def figure(dimension: int, *, at_random: bool = False) -> Live:
    return points(
        dimension=dimension, count=5, at_random=at_random, loss=LossChoice.of("norm_softmax"),
        more=[MARGIN], code=CODE, tour="K=5..12", says=(("", "x"),), reading="",
    )  # fmt: skip


def test_a_sphere_can_be_turned_and_a_circle_need_not() -> None:
    assert [variable.name for variable in figure(3).variables] == ["K", "m", "turn"]
    assert [variable.name for variable in figure(2).variables] == ["K", "m"]


def test_what_is_sent() -> None:
    content = figure(3).content
    start_KD = np.array(content["start"])
    assert start_KD.shape == (20, 3)
    other_KD = np.array(figure(3, at_random=True).content["start"])
    np.testing.assert_array_equal(start_KD[5:], other_KD[5:])
    assert nearest_angle(other_KD[:5]) < nearest_angle(start_KD[:5])
    np.testing.assert_allclose(np.linalg.norm(start_KD, axis=1), 1, atol=1e-3)
    assert content["widest"]["12"] == pytest.approx(63.435, abs=0.01)
    np.testing.assert_allclose(start_KD[:5], centres(5, 3), atol=1e-4)
    assert figure(2).content["widest"]["10"] == pytest.approx(36)
