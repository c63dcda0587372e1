"""Weights that only a loss moves: one step by hand, and where they come to rest."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lessons.room.repelling import STRIDE, at_random, nearest_S, repelled
from toy_models.config import LossChoice


def test_a_step_of_two_weights_is_the_slope_of_the_loss() -> None:
    s, angle = 2.0, 1.0
    start = np.array([[[1.0, 0], [math.cos(angle), math.sin(angle)]]])
    # L = 2 log(1 + exp(-s (1 - cos a))); d log L / da, a half for each of the two weights
    away = math.exp(-s * (1 - math.cos(angle)))
    slope = 2 * s * away / (1 + away) * math.sin(angle) / (2 * math.log1p(away))
    turned = math.atan(STRIDE / s**2 * slope)
    moved = repelled(LossChoice.of("norm_softmax", scale=s), start, 1)
    assert np.radians(nearest_S(moved)) == pytest.approx(angle + 2 * turned)


def test_six_find_right_angles_from_any_start() -> None:
    moved = repelled(LossChoice.of("norm_softmax", scale=8.0), at_random(6, 3, (1, 2)), 300)
    np.testing.assert_allclose(nearest_S(moved), 90, atol=0.01)
