"""How much room there is: bounds of the margin, for any number of classes and dimensions.

The *room* of class weights is 1 less the cosine of the nearest two: the largest AM margin m that
pictures on their own weights can meet.  `toy_models.packing` has the widest known arrangements.

CosFace, arXiv:1801.09414, Eq. 7: the room of C classes in K dimensions.
Jiang et al., "Generalized Neural Collapse for a Large Number of Classes", arXiv:2310.05351: a
*softmax code* is an arrangement whose smallest one-vs-rest distance, from a weight to the convex
hull of all others, is as large as it can be; they bound that distance.

K: classes, D: dimensions.
"""

from __future__ import annotations

import math

import numpy as np

ON_THE_PLANE = 1e4  # how much the shares' sum counts: they add up to 1


def cosface(classes: int, dimension: int) -> float:
    """CosFace's Eq. 7: the room, or for C > K + 1 a number that it stays below."""
    if dimension == 2:
        return 1 - math.cos(2 * math.pi / classes)
    return classes / (classes - 1)


def code_bounds(classes: int, dimension: int) -> tuple[float, float]:
    """The largest one-vs-rest distance lies between these two.  They are far apart.

    The lower one holds for the room, too: it comes from an arrangement of so much room.
    """
    log_lower = (
        math.log(math.pi) / 2 - math.log(classes)
        + math.lgamma((dimension + 1) / 2) - math.lgamma(dimension / 2 + 1)
    )  # fmt: skip
    log_upper = (
        math.log(4 * math.pi) / 2 - math.log(classes)
        + math.lgamma((dimension + 1) / 2) - math.lgamma(dimension / 2)
    )  # fmt: skip
    between = dimension - 1
    return math.exp(2 * log_lower / between) / 2, 2 * math.exp(log_upper / between)


def one_vs_rest(weights_KD: np.ndarray) -> np.ndarray:
    """From each weight to the convex hull of all others.  Shape (K,)."""
    from scipy.optimize import nnls

    distances = []
    for k, weight_D in enumerate(weights_KD):
        others_DK = np.delete(weights_KD, k, 0).T
        rows = np.vstack([others_DK, np.full(others_DK.shape[1], ON_THE_PLANE)])
        share_K, _ = nnls(rows, np.append(weight_D, ON_THE_PLANE))
        distances.append(np.linalg.norm(weight_D - others_DK @ share_K))
    return np.array(distances)


def cap_share(angle: float, dimension: int) -> float:
    """The share of a sphere's surface that lies within an angle up to pi / 2 of a point."""
    from scipy.special import betainc

    return float(betainc((dimension - 1) / 2, 0.5, math.sin(angle) ** 2) / 2)


def counted(classes: int, dimension: int) -> float:
    """An angle that so many weights can surely keep from one another, radians.

    Each weight closes a cap of this angle to the others.  As long as the caps do not cover the
    sphere, there is a place for one more.
    """
    from scipy.special import betaincinv

    sine_squared = betaincinv((dimension - 1) / 2, 0.5, 2 / classes)
    return math.asin(math.sqrt(float(sine_squared)))
