"""How sure normalised softmax can be: the best probability, the floor of the loss, the least scale.

A picture lies on its own class weight, and the other K - 1 weights are as far away as K directions
can be from one another: at the cosine -1 / (K - 1).

NormFace, arXiv:1704.06369, Proposition 2: with all lengths fixed the loss is at least
log(1 + (K - 1) exp(-s K / (K - 1))).  CosFace, arXiv:1801.09414, Eq. 6, asks for the s at which the
probability can reach P, and is the same sentence the other way round.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def floor(s: Any, classes: Any) -> Any:
    """The least mean loss, nats."""
    return np.log1p((classes - 1) * np.exp(-s * classes / (classes - 1)))


def surest(s: Any, classes: Any) -> Any:
    """The largest probability that every picture can have at once."""
    return np.exp(-floor(s, classes))


def least_scale(probability: Any, classes: Any) -> Any:
    """The scale from which on every picture can have this probability."""
    odds = probability / (1 - probability)
    return (classes - 1) / classes * np.log((classes - 1) * odds)
