"""The rule by which frames are left out where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def thinned(items: Sequence[T], most: int) -> list[T]:
    """At most `most` of the items, spread evenly; the last is always among them."""
    if len(items) <= most:
        return list(items)
    places = np.linspace(len(items) - 1, 0, most).round().astype(int)[::-1]
    return [items[place] for place in places]
