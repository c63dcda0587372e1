"""Marks that would cover one another are moved apart along one axis, so that each can be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

ROUNDS = 500  # in which marks push one another; a few dozen are enough for a few dozen marks


def apart(
    places: Sequence[tuple[float, float]], low: float = -math.inf, high: float = math.inf
) -> list[float]:
    """Where each mark stands on the first axis, so that no two are nearer than 1.

    Two marks that are too near make way in equal parts and keep their order; marks that are clear
    of all others stay where they are.

    Args:
        places: of the marks on both axes, in widths of a mark.
        low: the least place on the first axis.
        high: the largest.  Where there is no room between them, marks stay too near.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    found = [x for x, _ in places]
    near = []
    for left, right in combinations(order, 2):
        across = places[left][1] - places[right][1]
        if abs(across) < 1:
            near.append((left, right, math.sqrt(1 - across**2)))
    for _ in range(ROUNDS):
        for left, right, asked in near:
            push = (asked - (found[right] - found[left])) / 2
            if push > 0:
                found[left] = max(low, found[left] - push)
                found[right] = min(high, found[right] + push)
    return found
