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

    The function may jump.  A jump over the wanted value is no solution.
    """

    def close(value: float) -> bool:
        return abs(value - wanted) <= TOLERANCE * max(1.0, abs(wanted))

    before, x_before = function(low), low
    if close(before):
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
            if close(function(b)):
                return float(b)
        before, x_before = value, x
    return None
