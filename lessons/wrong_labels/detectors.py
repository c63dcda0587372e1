"""Ways to find pictures with a wrong label, and how good they are.

N: training pictures, K: looks during the training, A: angles, C: classes, S: centres of a class.

Each flags pictures, and knows only their labels as given.  Sources:

* permanent support vectors: the authors of SV-Softmax, arXiv:1812.11317, ask for well-cleaned data;
  the reason seems plain, that a wrong label is a support vector for ever;
* the boundary: Wu and Gong, "BoundaryFace", arXiv:2210.04567: a picture that lies beyond its own
  border by a margin belongs to the other class;
* the dominant centre: Deng et al., "Sub-center ArcFace", ECCV 2020: of the centres of a class the
  one with most of its pictures is that of the right ones; what is far from it is dropped.
"""

from __future__ import annotations

import numpy as np


def precision_and_recall(flagged_N: np.ndarray, wrong_N: np.ndarray) -> tuple[float, float]:
    """Shares of the flagged that are wrong, and of the wrong that are flagged.

    Where nothing is flagged, no flag is false: the precision is 1.
    """
    found = float((flagged_N & wrong_N).sum())
    return (
        found / flagged_N.sum() if flagged_N.any() else 1.0,
        found / wrong_N.sum() if wrong_N.any() else 1.0,
    )


def permanent(beaten_KN: np.ndarray) -> np.ndarray:
    """Which pictures had a support vector at this look and at every look before.  Shape (K, N)."""
    return np.logical_and.accumulate(beaten_KN, axis=0)


def beyond_the_boundary(own_N: np.ndarray, rival_N: np.ndarray, margin: float) -> np.ndarray:
    """BoundaryFace: cos(rival + m) > cos(own), angles in radians.  Shape (N,), bool.

    Its authors give such a picture the label of the nearest other class.
    """
    return np.cos(np.minimum(rival_N + margin, np.pi)) > np.cos(own_N)


def to_dominant(cos_NCS: np.ndarray, labels_N: np.ndarray) -> np.ndarray:
    """Sub-center ArcFace: degrees from a picture to the dominant centre of its label.  Shape (N,).

    A picture belongs to the nearest centre of its label; the dominant one has most pictures.
    """
    own_NS = cos_NCS[np.arange(len(labels_N)), labels_N]
    nearest_N = own_NS.argmax(1)
    _, classes, centres = cos_NCS.shape
    count_CS = np.zeros((classes, centres), int)
    np.add.at(count_CS, (labels_N, nearest_N), 1)
    dominant_N = count_CS.argmax(1)[labels_N]
    cos_N = own_NS[np.arange(len(labels_N)), dominant_N]
    return np.degrees(np.arccos(np.clip(cos_N, -1, 1)))
