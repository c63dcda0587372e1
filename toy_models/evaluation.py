"""Closed-set evaluation by the plain cosine: margins and mining exist only in training.

N: samples, C: classes, D: embedding dimension.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def predictions(features_ND: Array, weights_CD: Array) -> Array:
    """The class whose weight is nearest in angle.  Shape (N,); lengths do not matter."""
    unit_CD = weights_CD / np.linalg.norm(weights_CD, axis=1, keepdims=True)
    nearest: Array = (features_ND @ unit_CD.T).argmax(1)
    return nearest


def accuracy(features_ND: Array, weights_CD: Array, labels_N: Array) -> float:
    """Share of samples whose nearest class weight is their own."""
    return float((predictions(features_ND, weights_CD) == labels_N).mean())


def confusion(features_ND: Array, weights_CD: Array, labels_N: Array) -> Array:
    """Counts (C, C): row the true class, column the predicted one."""
    classes = len(weights_CD)
    pairs = labels_N.astype(np.int64) * classes + predictions(features_ND, weights_CD)
    counts: Array = np.bincount(pairs, minlength=classes**2).reshape(classes, classes)
    return counts
