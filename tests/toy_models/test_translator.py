"""The margin for a t and back: the pulls are the same, and where there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from toy_models.config import LossChoice
from toy_models.translator import margin_for_t, pull, t_for_margin

WEIGHTS = tuple(np.deg2rad([90, 162, 234, 306, 18]).tolist())
BEYOND, INSIDE = math.radians(50), math.radians(80)  # of class 0; 50 degrees belongs to class 4


def loss_by_hand(s: float, t: float, sample: float) -> float:
    """SV-Softmax of class 0 among WEIGHTS, in a loop."""
    target = math.cos(sample - WEIGHTS[0])
    below = math.exp(s * target)
    for weight in WEIGHTS[1:]:
        cosine = math.cos(sample - weight)
        below += math.exp(s * (t * cosine + t - 1 if cosine > target else cosine))
    return math.log(below) - s * target


@pytest.mark.parametrize("sample", [BEYOND, INSIDE, 3.0])
def test_the_pull_is_the_slope_of_the_loss(sample: float) -> None:
    step = 1e-6
    higher, lower = (loss_by_hand(10.0, 1.1, sample + sign * step) for sign in (1, -1))
    choice = LossChoice.of("sv_softmax", scale=10.0, t=1.1)
    assert pull(choice, sample, WEIGHTS, 0) == pytest.approx(-(higher - lower) / 2 / step, rel=1e-6)


@pytest.mark.parametrize("kind", ["am_softmax", "arc_softmax"])
@pytest.mark.parametrize("sample", [BEYOND, math.radians(52), math.radians(40)])
def test_the_translated_margin_pulls_the_same(kind: str, sample: float) -> None:
    margin = margin_for_t(kind, 1.02, 8.0, sample, WEIGHTS, 0)
    assert margin is not None
    assert 0 < margin < 1
    sv = pull(LossChoice.of("sv_softmax", scale=8.0, t=1.02), sample, WEIGHTS, 0)
    own = pull(LossChoice.of(kind, scale=8.0, margin=margin), sample, WEIGHTS, 0)
    assert own == pytest.approx(sv, rel=1e-6)
    assert t_for_margin(kind, margin, 8.0, sample, WEIGHTS, 0) == pytest.approx(1.02, abs=1e-6)


@pytest.mark.parametrize("kind", ["am_softmax", "arc_softmax"])
def test_no_t_does_what_a_margin_does_to_a_sample_without_support_vector(kind: str) -> None:
    assert t_for_margin(kind, 0.3, 16.0, INSIDE, WEIGHTS, 0) is None
    assert margin_for_t(kind, 1.2, 16.0, INSIDE, WEIGHTS, 0) == 0.0  # it does what softmax does


def test_a_strong_t_pulls_harder_than_any_additive_margin() -> None:
    assert margin_for_t("am_softmax", 1.5, 30.0, BEYOND, WEIGHTS, 0) is None


@pytest.mark.parametrize("scale", [30.0, 64.0])
def test_a_pull_far_below_1_is_no_pull_that_any_t_has(scale: float) -> None:
    """Two opposite classes: the margin pulls 1e4 times as hard, and no t pulls otherwise."""
    assert t_for_margin("arc_softmax", 0.5, scale, 1.0, (0.0, math.pi), 0) is None
    margin = margin_for_t("arc_softmax", 1.2, scale, 1.0, (0.0, math.pi), 0)
    assert margin == pytest.approx(0, abs=1e-9)
