"""Paired differences: their count of seeds, and when the interval leaves zero out."""

import numpy as np
import pytest
from scipy.stats import t

from evidence.differences import Difference


def test_a_difference_counts_its_seeds() -> None:
    values_S = np.array([1.0, 2.0, 3.0, -1.0])
    difference = Difference(values_S, 2)
    assert str(difference) == "+1.25 ± 1.71"
    assert (difference.up, difference.down, difference.sign) == (3, 1, 0)
    assert str(Difference(-values_S, 1)).startswith("−1.2")
    assert Difference(np.array([1.0, 1.1, 1.2])).sign == 1
    assert Difference(np.array([-1.0, -1.1, -1.2])).sign == -1


@pytest.mark.parametrize(
    ("differences", "sign"),
    [
        ([0.1, 0.11, 0.12, 0.09, 0.1], 1),
        ([-0.1, -0.11, -0.12, -0.09, -0.1], -1),
        ([0.1, -0.1, 0.05, 0.02, -0.04], 0),
        # A mean of 1 with a deviation of 0.8: 2.776 * 0.8 / sqrt(5) = 0.993 and with 0.81: 1.006.
        ([1 + 0.8 * z for z in (-1.2649111, -0.6324555, 0, 0.6324555, 1.2649111)], 1),
        ([1 + 0.81 * z for z in (-1.2649111, -0.6324555, 0, 0.6324555, 1.2649111)], 0),
    ],
)
def test_a_sign_needs_the_whole_interval(differences: list[float], sign: int) -> None:
    assert Difference(np.array(differences)).sign == sign


def test_several_intervals_hold_together_and_so_are_wider() -> None:
    found = Difference(np.array([2.0, 0.9, 1.7, 0.1, 1.1]))
    low, high = found.interval()
    assert low == pytest.approx(found.mean - t.ppf(0.975, 4) * found.deviation / np.sqrt(5))
    assert high + low == pytest.approx(2 * found.mean)
    wide = found.interval(5)
    assert wide[0] == pytest.approx(found.mean - t.ppf(0.995, 4) * found.deviation / np.sqrt(5))
    assert (found.sign, found.sign_among(5)) == (1, 0)
