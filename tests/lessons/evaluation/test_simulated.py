"""Simulated classes: their effect is the one that was asked for."""

import numpy as np
import pytest

from evidence.effect_sizes import change
from lessons.evaluation.simulated import right_answers, simulated


def test_the_same_seed_gives_the_same_class() -> None:
    assert simulated(3, 1.0, 5) == simulated(3, 1.0, 5)
    assert simulated(3, 1.0, 5) != simulated(3, 1.0, 6)


@pytest.mark.parametrize("people", [10, 30, 100])
def test_the_effect_of_a_simulated_class_lies_in_its_interval_as_often_as_stated(
    people: int,
) -> None:
    draw = np.random.default_rng(7)
    truth = true_effect(1.0)
    times = 400
    hits = 0
    for _ in range(times):
        before, after = (test.sum(1) for test in right_answers(people, 1.0, draw))
        found = change(before, after)
        hits += found.low <= truth <= found.high
    assert 0.95 - 4 * np.sqrt(0.95 * 0.05 / times) <= hits / times <= 0.99


def true_effect(taught: float) -> float:
    """Of a class that is so large that nothing is left to chance."""
    before, after = (
        test.sum(1) for test in right_answers(200_000, taught, np.random.default_rng(0))
    )
    return float((after - before).mean() / np.sqrt((before.var() + after.var()) / 2))
