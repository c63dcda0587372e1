"""Holm's procedure: a worked example, order, and the chance of any false rejection."""

import numpy as np
import pytest

from evidence.holm import holm


def test_a_worked_example() -> None:
    # Sorted .005, .01, .03, .04; times 4, 3, 2, 1: .02, .03, .06, .04; the last may not fall.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_an_adjusted_value_is_at_most_1() -> None:
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_a_single_test_is_left_as_it_is() -> None:
    assert holm([0.037]) == pytest.approx([0.037])
    assert holm([]) == []


def test_any_false_rejection_is_as_rare_as_promised() -> None:
    draw = np.random.default_rng(0)
    rounds = 4000
    rejected = sum(min(holm(draw.uniform(size=6).tolist())) <= 0.05 for _ in range(rounds))
    # Independent tests: 1 - (1 - .05 / 6)^6 = .049; the error of 4,000 rounds is .0034.
    assert rejected / rounds == pytest.approx(0.049, abs=0.0105)


@pytest.mark.parametrize("bad", [[-0.1], [1.1, 0.5], [float("nan")]])
def test_what_is_no_p_value_is_refused(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="p-values are 0 to 1"):
        holm(bad)
