"""The pairs of a probe's pictures: the hardest ones, and the rates of all at one step.

The people of a probe are people of the training set, so these do not measure a model; they show
what it finds hard.  N: samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.scene.thinning import thinned
from evidence.verification import Verification, unit, verify
from face_training.probe.record import Moment, Samples
from toy_models.record import Array

SCORED_AT_MOST = 2_000  # samples all of whose pairs are scored; of more, so many spread evenly
ROWS = 256  # whose pairs are looked at together


@dataclass(frozen=True)
class Pair:
    """Two samples, by their rows, and the angle between their embeddings."""

    first: int
    second: int
    degrees: float


def hardest(samples: Samples, moment: Moment, most: int) -> tuple[list[Pair], list[Pair]]:
    """The genuine pairs farthest apart, and the impostor pairs closest together.

    A pair is genuine when both samples have the same label in training.  Each sample comes once in
    a list at most, so that one odd picture does not fill it.
    """
    unit_ND = unit(moment.embeddings_ND.astype(np.float64))
    genuine, impostor = (
        _hardest(unit_ND, samples.labels_N, most, genuine=kind) for kind in (True, False)
    )
    return genuine, impostor


def rates(samples: Samples, moment: Moment) -> Verification | None:
    """The pairs of all samples, or of SCORED_AT_MOST; None where a kind of pair is missing."""
    rows = thinned(range(len(samples.labels_N)), SCORED_AT_MOST)
    try:
        return verify(moment.embeddings_ND[rows].astype(np.float64), samples.labels_N[rows])
    except ValueError:
        return None


def _hardest(unit_ND: Array, labels_N: Array, most: int, *, genuine: bool) -> list[Pair]:
    """The hardest pairs of one kind, each sample once, a block of rows at a time.

    A sample that is taken rules out its other pairs, of which there are fewer than N.  So of a
    block the first 2 most N pairs are enough.
    """
    count, enough = len(labels_N), 2 * most * len(labels_N)
    places_P, hard_P = np.zeros(0, np.int64), np.zeros(0)  # first N + second, and what is lowest
    for start in range(0, count, ROWS):
        rows = np.arange(start, min(start + ROWS, count))
        cos = np.clip(unit_ND[rows] @ unit_ND.T, -1, 1)
        is_pair = np.arange(count) > rows[:, None]
        is_pair &= (labels_N == labels_N[rows, None]) == genuine
        hard = np.where(is_pair, cos if genuine else -cos, np.inf).ravel()
        edge = hard_P.max() if len(hard_P) == enough else 1.0
        found = np.flatnonzero(hard <= edge)
        places_P = np.concatenate([places_P, start * count + found])
        hard_P = np.concatenate([hard_P, hard[found]])
        kept = _lowest(hard_P, enough)
        places_P, hard_P = places_P[kept], hard_P[kept]
    pairs: list[Pair] = []
    taken: set[int] = set()
    for at in np.argsort(hard_P, kind="stable").tolist():
        first, second = divmod(int(places_P[at]), count)
        if taken.isdisjoint((first, second)):
            taken |= {first, second}
            cos_of_it = hard_P[at] if genuine else -hard_P[at]
            pairs.append(Pair(first, second, float(np.degrees(np.arccos(cos_of_it)))))
            if len(pairs) == most:
                break
    return pairs


def _lowest(values_P: Array, count: int) -> Array:
    """Where the lowest values are, in the order of the places; of equal values the first."""
    if len(values_P) <= count:
        return np.arange(len(values_P))
    edge = np.partition(values_P, count - 1)[count - 1]
    below, equal = np.flatnonzero(values_P < edge), np.flatnonzero(values_P == edge)
    return np.sort(np.concatenate([below, equal[: count - len(below)]]))
