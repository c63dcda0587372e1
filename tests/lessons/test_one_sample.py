"""One sample between two class weights, against the formulas by hand."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.one_sample import (
    APART,
    angle_of,
    between,
    boundary_with_margin,
    explained,
    explained_at,
    is_support_vector,
    loss_and_push,
)  # fmt: skip
from toy_models.config import LossChoice

SV = LossChoice.of("sv_softmax", scale=30.0, t=1.2)


def test_a_sample_lies_between_both_weights() -> None:
    np.testing.assert_allclose(between(np.array([0.0, 60.0])), [[1, -0.5], [0.5, 0.5]], atol=1e-15)
    assert between(20.0) == pytest.approx(np.cos(np.radians([20, APART - 20])))


@pytest.mark.parametrize("angle", [10.0, 59.0, 61.0, 100.0])
def test_loss_and_push_are_the_formula(angle: float) -> None:
    """Eq. 6 and 7 of the paper: h multiplies the rival beyond the boundary."""
    own, rival = np.cos(np.radians([angle, APART - angle]))
    support = rival > own
    h = np.exp(30 * 0.2 * (rival + 1)) if support else 1.0
    loss = np.log1p(h * np.exp(30 * (rival - own)))
    loss_A, push_A = loss_and_push(SV, between(np.array([angle])))
    np.testing.assert_allclose(loss_A, [loss], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(push_A, [30 * (1.2 if support else 1) * -np.expm1(-loss)], rtol=1e-6)
    assert is_support_vector(SV, between(np.array([angle]))).tolist() == [support]
    (sample,) = explained_at(SV, angle)
    assert sample.loss == pytest.approx(loss)
    assert sample == explained(SV, [own, rival])


def test_an_angle_of_a_cosine_that_rounding_made_too_large() -> None:
    assert angle_of(0.5) == pytest.approx(60)
    assert (angle_of(1.0000001), angle_of(-1.2)) == (0, 180)


@pytest.mark.parametrize("margin", [0.0, 0.2, 0.35])
def test_at_the_boundary_the_margin_is_just_met(margin: float) -> None:
    own, rival = between(boundary_with_margin(margin))
    assert own - margin == pytest.approx(rival)
