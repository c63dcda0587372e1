"""The nearest of any number of unit vectors, exactly, a block of them at a time.

Q: queries, N: vectors, B: vectors of a block, K: nearest, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

BLOCK = 8192  # vectors compared at once: 64 queries' cosines with them are 2 MB


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """Places of the nearest vectors, the nearest first, and their cosines."""

    places_QK: np.ndarray
    cosines_QK: np.ndarray


def nearest(unit_QD: np.ndarray, parts: Iterable[np.ndarray], k: int) -> Nearest:
    """The k nearest of the vectors in all parts, or all of them if there are fewer.

    Parts are arrays (N, D), in memory or mapped from files; of equal cosines the first comes first.

    Raises:
        ValueError: k is below 1, or a vector is not finite: it would hide those beside it.
    """
    if k < 1:
        raise ValueError(f"At least the nearest 1 must be asked for, not {k}.")
    best_QK = np.full((len(unit_QD), k), -np.inf, np.float32)
    places_QK = np.full((len(unit_QD), k), -1, np.int64)
    before = 0
    for part_ND in parts:
        for start in range(0, len(part_ND), BLOCK):
            cos_QB = unit_QD @ np.asarray(part_ND[start : start + BLOCK]).T
            _improve(best_QK, places_QK, cos_QB, before + start)
        before += len(part_ND)
    found = min(k, before)
    return Nearest(places_QK=places_QK[:, :found], cosines_QK=best_QK[:, :found])


def _improve(best_QK: np.ndarray, places_QK: np.ndarray, cos_QB: np.ndarray, first: int) -> None:
    """Replace kept cosines by higher ones; most blocks have none for most queries."""
    k = best_QK.shape[1]
    highest_Q = cos_QB.max(1)
    if not np.isfinite(highest_Q).all():
        raise ValueError(
            "A vector that is compared is not finite numbers; an index that is damaged so must be "
            "removed, and is made again."
        )
    for row in np.flatnonzero(highest_Q > best_QK[:, -1]):
        higher = np.flatnonzero(cos_QB[row] > best_QK[row, -1])
        cosines = np.concatenate([best_QK[row], cos_QB[row, higher]])
        places = np.concatenate([places_QK[row], first + higher])
        order = np.argsort(-cosines, kind="stable")[:k]
        best_QK[row], places_QK[row] = cosines[order], places[order]
