"""One sample over its length, against the formulas of the papers by hand."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.length.by_length import among, best_lengths, costs, pull_by_quality
from lessons.length.settings import ANGLES, MAG, Config
from lessons.one_sample import between
from toy_models.config import LossChoice

MAGFACE = Config().losses()[MAG]
LENGTHS = np.linspace(1, 20, 191)


@pytest.mark.parametrize(("angle", "way"), [(40.0, -1), (80.0, 1)])
def test_softmax_likes_right_ones_long_and_wrong_ones_short(angle: float, way: int) -> None:
    """NormFace, Proposition 1: a right sample gains by every factor above 1."""
    (cost_X,) = costs(LossChoice.of("softmax"), between(np.array([angle])), LENGTHS)
    assert (np.sign(np.diff(cost_X)) == way).all()
    own, rival = between(angle)
    np.testing.assert_allclose(cost_X, np.log1p(np.exp(LENGTHS * (rival - own))))


def test_normalised_softmax_does_not_see_the_length() -> None:
    (cost_X,) = costs(LossChoice.of("norm_softmax"), between(np.array([40.0])), LENGTHS)
    assert np.ptp(cost_X) < 1e-12


def test_magface_costs_what_its_equations_say() -> None:
    """Eq. 3 to 5: a margin that grows with the length, and a price of the length."""
    of = dict(MAGFACE.parameters)
    (cost_X,) = costs(MAGFACE, among(np.array([50.0]), 30), LENGTHS)
    share_X = (LENGTHS - of["l_a"]) / (of["u_a"] - of["l_a"])
    margin_X = of["l_m"] + (of["u_m"] - of["l_m"]) * share_X
    target_X = of["scale"] * np.cos(np.radians(50) + margin_X)
    price_X = of["lambda_g"] * (1 / LENGTHS + LENGTHS / of["u_a"] ** 2)
    np.testing.assert_allclose(cost_X, np.log1p(29 * np.exp(-target_X)) + price_X)


def test_the_best_length_falls_with_the_angle() -> None:
    """MagFace's claim: the easier a sample, the longer its feature at the optimum."""
    best_A = best_lengths(MAGFACE, ANGLES[ANGLES <= 75], Config().people, LENGTHS)
    assert (np.diff(best_A) <= 0).all()
    assert best_A[0] > 0.95 * LENGTHS[-1]
    assert best_A[-1] < 0.4 * best_A[0]


def test_adafaces_pull_is_that_of_its_equations() -> None:
    """Eq. 10 and 11: f = cos(theta - m z) - (m + m z), differentiated by cos(theta)."""
    angle_A, quality_Z, m = np.array([15.0, 40.0, 85.0]), np.array([-1.0, 0.0, 0.5, 1.0]), 0.2
    theta_A = np.radians(angle_A)
    turned_ZA = theta_A - m * quality_Z[:, None]
    expected_ZA = np.sin(turned_ZA) / np.sin(theta_A)
    np.testing.assert_allclose(pull_by_quality(m, angle_A, quality_Z), expected_ZA, atol=1e-4)
