"""Class weights as far apart as they can be: K directions in d dimensions.

In the plane they are the corners of a regular polygon; K <= d + 1 of them are a regular simplex.
For more, no formula is known in general: the widest arrangements that a search has found are
stored (`toy_models.packing_search`).
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np

from toy_models.record import Array

CLASSES = range(2, 21)
DIMENSIONS = (2, 3, 8, 64)
STORED = Path(__file__).parent / "results" / "packings.npz"
UNIT = 32767  # of the stored int16


def centres(classes: int, dimension: int) -> Array:
    """The widest known arrangement.  Shape (K, D), float64, rows of length 1.

    Raises:
        ValueError: no arrangement is known for so many classes or dimensions.
    """
    if classes not in CLASSES or dimension not in DIMENSIONS:
        raise ValueError(
            f"Arrangements are known for {CLASSES[0]} to {CLASSES[-1]} classes in "
            f"{', '.join(map(str, DIMENSIONS))} dimensions, not for {classes} in {dimension}."
        )
    if dimension == 2:
        return polygon(classes)
    if classes <= dimension + 1:
        return simplex(classes, dimension)
    packed_KD = _stored()[f"{classes} in {dimension}"].astype(np.float64) / UNIT
    return np.asarray(packed_KD / np.linalg.norm(packed_KD, axis=1, keepdims=True))


def nearest_angle(centres_KD: Array) -> float:
    """The smallest angle between two centres, radians."""
    cos_KK = centres_KD @ centres_KD.T - 2 * np.eye(len(centres_KD))
    return float(np.arccos(np.clip(cos_KK.max(), -1, 1)))


def polygon(classes: int) -> Array:
    """K directions evenly around the circle.  Shape (K, 2)."""
    angle_K = 2 * np.pi * np.arange(classes) / classes
    return np.stack([np.cos(angle_K), np.sin(angle_K)], 1)


def simplex(classes: int, dimension: int) -> Array:
    """K directions with the cosine -1 / (K - 1) between any two.  Shape (K, D), K <= D + 1."""
    around_KK = np.eye(classes) - 1 / classes
    left_KK, size_K, _ = np.linalg.svd(around_KK)
    found_KD = np.zeros((classes, dimension))
    found_KD[:, : classes - 1] = (left_KK * size_K)[:, : classes - 1]
    return np.asarray(found_KD / np.linalg.norm(found_KD, axis=1, keepdims=True))


@functools.cache
def _stored() -> dict[str, Array]:
    with np.load(STORED, allow_pickle=False) as stored:
        return dict(stored)
