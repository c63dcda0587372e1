"""A false accept rate over people: Wilson's formula, dependence, and coverage."""

import numpy as np
import pytest
from scipy.stats import binomtest

from evidence.effective_pairs import FalseAccepts, wilson


@pytest.mark.parametrize(("accepted", "pairs"), [(0, 1_000_000), (16, 15_600_000), (3, 40)])
def test_wilson_is_that_of_scipy(accepted: int, pairs: int) -> None:
    expected = binomtest(accepted, pairs).proportion_ci(0.95, method="wilson")
    found = wilson(accepted / pairs, pairs)
    np.testing.assert_allclose(found, [expected.low, expected.high], rtol=1e-5, atol=1e-12)


def drawn(people: int, pictures: int, rate_PP: np.ndarray, seed: int) -> np.ndarray:
    """Accepted pairs between each two people, symmetric."""
    draw = np.random.default_rng(seed)
    upper = np.triu(draw.binomial(pictures**2, rate_PP, size=(people, people)), 1)
    return upper + upper.T


def test_independent_pairs_all_count() -> None:
    accepted = drawn(150, 4, np.full((150, 150), 0.05), seed=1)
    found = FalseAccepts.of(accepted, 4)
    assert found.pairs == 150 * 149 // 2 * 16
    assert found.rate == pytest.approx(0.05, rel=0.03)
    assert found.effective == pytest.approx(found.pairs, rel=0.15)


def test_pictures_of_the_same_two_people_that_all_agree_count_once() -> None:
    agreed = drawn(150, 1, np.full((150, 150), 0.05), seed=1)
    one, ten = FalseAccepts.of(agreed, 1), FalseAccepts.of(100 * agreed, 10)
    assert ten.rate == pytest.approx(one.rate)
    assert ten.pairs == 100 * one.pairs
    assert ten.effective == pytest.approx(one.effective)


def test_the_variance_is_that_of_a_plain_loop() -> None:
    factor_P = np.array([0.1, 0.1, 0.2, 0.9, 0.9, 0.3])
    accepted = drawn(6, 2, np.outer(factor_P, factor_P), seed=2)
    pairs = [(i, j) for i in range(6) for j in range(i + 1, 6)]
    rate = sum(accepted[pair] for pair in pairs) / (4 * len(pairs))
    variance = sum(
        (accepted[one] - 4 * rate) * (accepted[other] - 4 * rate)
        for one in pairs for other in pairs if set(one) & set(other)
    ) / (4 * len(pairs)) ** 2  # fmt: skip
    assert FalseAccepts.of(accepted, 2).effective == pytest.approx(rate * (1 - rate) / variance)


def test_the_interval_over_people_holds_as_often_as_it_says_and_that_of_pairs_does_not() -> None:
    """People differ in how often they are taken for others: each has a factor of their own."""
    covered = []
    for seed in range(200):
        draw = np.random.default_rng([seed, 1])
        factor_P = draw.gamma(4, 0.25, size=60)
        found = FalseAccepts.of(
            drawn(60, 5, 0.02 * np.outer(factor_P, factor_P).clip(0, 1 / 0.02), seed), 5
        )
        covered.append(
            [low <= 0.02 <= high for low, high in (found.interval(), found.interval_of_pairs())]
        )
    people, pairs = np.mean(covered, axis=0)
    assert 0.88 < people < 0.99
    assert pairs < 0.5


def test_no_accepted_pair_leaves_the_pairs() -> None:
    found = FalseAccepts.of(np.zeros((4, 4), int), 3)
    assert (found.rate, found.effective) == (0, 54)
    assert found.interval()[1] == pytest.approx(3.84 / (54 + 3.84), rel=1e-3)


def test_two_people_are_too_few() -> None:
    with pytest.raises(ValueError, match="three people or more"):
        FalseAccepts.of(np.ones((2, 2), int), 3)
