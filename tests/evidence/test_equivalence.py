"""Two one-sided tests: hand values, symmetry, and the chance of a false claim."""

import numpy as np
import pytest

from evidence.equivalence import equivalence


def test_hand_values() -> None:
    # Mean 0, standard error 1: both tests have t = bound with 2 degrees of freedom.
    values = [-np.sqrt(3), 0.0, np.sqrt(3)]
    # Student's t with 2 degrees: P(T > x) = 1/2 - x / (2 sqrt(2 + x^2)).
    assert equivalence(values, 2.0) == pytest.approx(0.5 - 2 / (2 * np.sqrt(6)))


def test_the_side_does_not_matter() -> None:
    values = np.array([0.004, 0.001, 0.006, 0.002])
    assert equivalence(values.tolist(), 0.01) == pytest.approx(
        equivalence((-values).tolist(), 0.01)
    )


def test_equal_differences() -> None:
    assert equivalence([0.005] * 3, 0.01) == 0.0
    assert equivalence([0.02] * 3, 0.01) == 1.0


def test_a_claim_of_equivalence_at_the_bound_is_as_rare_as_promised() -> None:
    draw = np.random.default_rng(1)
    rounds = 4000
    claimed = sum(
        equivalence((0.01 + 0.005 * draw.standard_normal(12)).tolist(), 0.01) <= 0.05
        for _ in range(rounds)
    )
    assert claimed / rounds == pytest.approx(0.05, abs=0.0105)


@pytest.mark.parametrize(
    ("values", "bound", "why"),
    [([0.1], 0.01, "two or more"), ([0.1, 0.2], 0.0, "positive"), ([0.1, 0.2], -1, "positive")],
)
def test_what_cannot_be_tested_is_refused(values: list[float], bound: float, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        equivalence(values, bound)
