"""Effect sizes: known cases, invariances, and how often an interval holds the truth."""

import math

import numpy as np
import pytest

from evidence.effect_sizes import Effect, change, change_of_groups, unbiased

BEFORE = np.array([2.0, 4.0, 5.0, 7.0, 8.0, 3.0])
AFTER = np.array([5.0, 6.0, 5.0, 9.0, 8.0, 6.0])
TIMES = 1000
ERROR = 4 * math.sqrt(0.95 * 0.05 / TIMES)  # of a share of so many


def test_a_change_by_hand() -> None:
    deviation = math.sqrt((BEFORE.var(ddof=1) + AFTER.var(ddof=1)) / 2)
    freedom = 2 * 5 / (1 + np.corrcoef(BEFORE, AFTER)[0, 1] ** 2)
    expected = (AFTER - BEFORE).mean() / deviation * (1 - 3 / (4 * freedom - 1))
    assert change(BEFORE, AFTER).size == pytest.approx(expected, rel=2e-3)


def test_the_bias_of_few_people() -> None:
    # Hedges 1981, Table 1: c(10) = .9228, c(50) = .9849.
    assert unbiased(10) == pytest.approx(0.9228, abs=1e-4)
    assert unbiased(50) == pytest.approx(0.9849, abs=1e-4)


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_units_and_a_shift_of_both_tests_change_nothing(scale: float) -> None:
    moved = change(scale * BEFORE + 7, scale * AFTER + 7)
    assert moved.size == pytest.approx(change(BEFORE, AFTER).size)
    assert moved.low == pytest.approx(change(BEFORE, AFTER).low)
    back = change(AFTER, BEFORE)
    assert back.size == pytest.approx(-moved.size)
    assert back.low == pytest.approx(-moved.high)


def test_equal_groups_do_not_differ() -> None:
    same = change_of_groups(BEFORE, AFTER, BEFORE, AFTER)
    assert same.size == 0
    assert same.low == pytest.approx(-same.high)
    assert same.people == 12


def two_tests(people: int, rise: float, draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Normal scores that agree by .6, and rise by so many deviations."""
    first, other = draw.normal(size=(2, people))
    return first, 0.6 * first + 0.8 * other + rise


@pytest.mark.parametrize("people", [10, 30, 100])
@pytest.mark.parametrize("rise", [0.0, 0.8])
def test_the_interval_holds_the_truth_as_often_as_it_says(people: int, rise: float) -> None:
    draw = np.random.default_rng(people)
    found = [change(*two_tests(people, rise, draw)) for _ in range(TIMES)]
    assert 0.95 - ERROR <= share_that_holds(found, rise) <= 0.985
    assert np.mean([one.size for one in found]) == pytest.approx(rise, abs=0.05)


@pytest.mark.parametrize("people", [10, 30, 100])
@pytest.mark.parametrize("rise", [0.0, 0.8])
def test_the_interval_of_two_groups_does_so_too(people: int, rise: float) -> None:
    draw = np.random.default_rng(people)
    found = [
        change_of_groups(*two_tests(people, rise, draw), *two_tests(people, 0.0, draw))
        for _ in range(TIMES)
    ]
    assert 0.95 - ERROR <= share_that_holds(found, rise) <= 0.985
    assert np.mean([one.size for one in found]) == pytest.approx(rise, abs=0.05)


def share_that_holds(found: list[Effect], truth: float) -> float:
    return float(np.mean([one.low <= truth <= one.high for one in found]))


def test_what_has_no_effect_size() -> None:
    with pytest.raises(ValueError, match="needs 3 people or more, not 2"):
        change([1, 2], [2, 3])
    with pytest.raises(ValueError, match="3 people before and 4 after"):
        change([1, 2, 3], [1, 2, 3, 4])
    with pytest.raises(ValueError, match="no deviation"):
        change([5, 5, 5], [5, 5, 5])
    with pytest.raises(ValueError, match="changed alike"):
        change([1, 2, 3], [2, 3, 4])
    with pytest.raises(ValueError, match="the same people"):
        change_of_groups([1, 2, 3], [1, 2, 3, 4], [1, 2, 3], [1, 2, 3])
    assert str(Effect(size=-0.5, low=-1.0, high=0.25, people=9)) == "−0.50 (−1.00 to +0.25)"
