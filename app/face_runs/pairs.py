"""The pairs of a probe's pictures: the hardest ones, and the rates of all at one step.

The people of a probe are people of the training set, so these do not measure a model; they show
what it finds hard.  N: samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.verification import Verification, verify
from face_training.probe.record import Moment, Samples
from toy_models.record import Array


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
    cos_NN = _cosines(moment)
    first, second = np.triu_indices(len(cos_NN), k=1)
    cos_P = cos_NN[first, second]
    same_P = samples.labels_N[first] == samples.labels_N[second]
    lists = []
    for chosen, order in ((same_P, cos_P), (~same_P, -cos_P)):
        places = np.flatnonzero(chosen)
        ranked = places[np.argsort(order[places], kind="stable")]
        lists.append(_varied(first, second, cos_P, ranked, most))
    return lists[0], lists[1]


def rates(samples: Samples, moment: Moment) -> Verification | None:
    """All pairs, scored; None where there is no genuine or no impostor pair."""
    try:
        return verify(moment.embeddings_ND.astype(np.float64), samples.labels_N)
    except ValueError:
        return None


def _cosines(moment: Moment) -> Array:
    embeddings = moment.embeddings_ND.astype(np.float64)
    embeddings /= np.maximum(np.linalg.norm(embeddings, axis=1, keepdims=True), 1e-12)
    return np.clip(embeddings @ embeddings.T, -1, 1)


def _varied(first: Array, second: Array, cos_P: Array, ranked: Array, most: int) -> list[Pair]:
    pairs: list[Pair] = []
    taken: set[int] = set()
    for place in ranked.tolist():
        rows = int(first[place]), int(second[place])
        if taken & set(rows):
            continue
        taken |= set(rows)
        pairs.append(Pair(*rows, float(np.degrees(np.arccos(cos_P[place])))))
        if len(pairs) == most:
            break
    return pairs
