"""Families of strangers: who passes for whom at one threshold.

N: pictures, D: dimension of features, H: height, W: width.
"""

from __future__ import annotations

import numpy as np

from evidence.verification import Verification, unit


def within_families(features_ND: np.ndarray, people_N: np.ndarray, family: int) -> Verification:
    """Scores of true pairs, and of wrong pairs of one family only."""
    unit_ND = unit(features_ND)
    first, second = np.triu_indices(len(people_N), k=1)
    a, b = people_N[first], people_N[second]
    of_family = (a != b) & (a // family == b // family)
    scores = (unit_ND @ unit_ND.T)[first, second]
    return Verification.of(scores[a == b], scores[of_family])


def passing_for_the_first(
    features_ND: np.ndarray, pictures: int, family: int, refused: float
) -> np.ndarray:
    """Of the first family: the share of each member's pictures pairs with the first that pass.

    The first member's own pairs are true ones, each picture with the others.  Shape (family,).
    """
    unit_MND = unit(features_ND[: family * pictures]).reshape(family, pictures, -1)
    passed_MNN = np.einsum("nd,mkd->mnk", unit_MND[0], unit_MND) > refused
    shares = passed_MNN.mean((1, 2))
    shares[0] = passed_MNN[0][~np.eye(pictures, dtype=bool)].mean()
    return shares


def portraits(pictures_NHW: np.ndarray, family: int) -> np.ndarray:
    """The first family as grey values 0 to 255.  Shape (family, H, W)."""
    return np.round(255 * pictures_NHW[:family]).astype(np.uint8)
