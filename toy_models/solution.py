"""The smallest solution of an equation in one unknown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

INTERVALS = 120  # that are searched for a change of sign
HALVINGS = 50
TOLERANCE = 1e-6  # relative


def smallest_solution(
    wanted: float, function: Callable[[float], float], low: float, high: float
) -> float | None:
    """The smallest x from `low` to `high` with function(x) = wanted, or None.

    The function may jump.  A jump over the wanted value is no solution.  Nothing is compared with
    a fixed number: values may all be tiny.
    """
    before, x_before = function(low), low
    if abs(before - wanted) <= TOLERANCE * abs(wanted):
        return low
    for x in np.linspace(low, high, INTERVALS + 1)[1:].tolist():
        value = function(x)
        if (before - wanted) * (value - wanted) <= 0:
            a, b, at_a = x_before, x, before
            for _ in range(HALVINGS):
                middle = (a + b) / 2
                at_middle = function(middle)
                if (at_a - wanted) * (at_middle - wanted) <= 0:
                    b = middle
                else:
                    a, at_a = middle, at_middle
            # What is left of a jump is as large as the jump, however small the interval.
            if abs(function(b) - wanted) <= TOLERANCE * max(abs(wanted), abs(value - before)):
                return float(b)
        before, x_before = value, x
    return None
