"""Closed-set accuracy by the plain cosine: margins and mining exist only in training.

N: samples, C: classes, D: embedding dimension.
"""

from __future__ import annotations

import numpy as np


def predictions(features_ND: np.ndarray, weights_CD: np.ndarray) -> np.ndarray:
    """The class whose weight is nearest in angle.  Shape (N,); lengths do not matter."""
    unit_CD = weights_CD / np.linalg.norm(weights_CD, axis=1, keepdims=True)
    nearest: np.ndarray = (features_ND @ unit_CD.T).argmax(1)
    return nearest


def accuracy(features_ND: np.ndarray, weights_CD: np.ndarray, labels_N: np.ndarray) -> float:
    """Share of samples whose nearest class weight is their own."""
    return float((predictions(features_ND, weights_CD) == labels_N).mean())
