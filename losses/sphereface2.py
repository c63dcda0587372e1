"""SphereFace2: a decision for each class by itself, same person or not.

Wen et al., "SphereFace2: Binary Classification is All You Need for Deep Face Recognition",
arXiv:2108.01513, with the additive margin (type C) and g(z) = 2 ((z + 1) / 2)^t - 1.

    L = lambda / r       log(1 + e^{-(r (g(cos theta_y) - m) + b)})
      + (1 - lambda) / r sum_{k != y} log(1 + e^{r (g(cos theta_k) + m) + b})

Many rivals stand against one target: lambda gives the target its weight back.  g moves the cosines
apart: those of different people end near 0 in many dimensions, where g is -3/4 for t = 3.

b starts where it would stand still if all cosines were 0, as in the authors' code.

Notation: r is the scale s, and the threshold b of this file's functions is -b of the paper.  g and
t are named `spread` and `power` here.  The authors' code multiplies the loss by 50, and computes g
and m without gradient, so that their slope is 1 (see `losses.straight_through`).
"""

import math
from typing import TypeVar

import torch
from torch import Tensor

from losses.threshold import LearntThreshold, Threshold

Number = TypeVar("Number", float, Tensor)


def spread(cos: Number, power: float) -> Number:
    """g(cos) = 2 ((cos + 1) / 2)^t - 1.  Any shape."""
    return 2 * ((cos + 1) / 2) ** power - 1


def sphereface2_margin(cos_y_B: Tensor, *, margin: float, power: float) -> Tensor:
    """f = g(cos theta_y) - m.  Shape (B,); m in units of g."""
    return spread(cos_y_B, power) - margin


def sphereface2_guide(
    cos_BC: Tensor, boundary_B: Tensor, *, rival_margin: float, rival_power: float
) -> Tensor:
    """g(cos theta_k) + m, for every rival.  Shape (B, C)."""
    return spread(cos_BC, rival_power) + rival_margin


def sphereface2_boundary(
    cos_y_B: Tensor, f_B: Tensor, *, rival_margin: float, rival_power: float
) -> Tensor:
    """The cosine whose g + m equals f; -2 where every rival's exceeds f.  Shape (B,)."""
    half_B = (f_B - rival_margin + 1) / 2
    cos_B = 2 * half_B.clamp(min=0) ** (1 / rival_power) - 1
    return torch.where(half_B >= 0, cos_B, -2)


class BalancedThreshold(LearntThreshold):
    """b, and the weights lambda / r of the target and (1 - lambda) / r of the rivals."""

    def forward(
        self, classes: int, *, balance: float, scale: float, margin: float, power: float
    ) -> Threshold:
        """The threshold for so many classes."""
        target, rival = (scale * (spread(0.0, power) + sign * margin) for sign in (-1, 1))
        start = resting(target, rival, odds=balance / (1 - balance) / max(1, classes - 1))
        return Threshold(self.from_start(start), balance / scale, (1 - balance) / scale)


def resting(target: float, rival: float, odds: float) -> float:
    """The b at which a target with this logit and its rivals with that one pull alike.

    odds / (1 + e^{target - b}) = 1 / (1 + e^{b - rival}), which is quadratic in e^b.
    """
    half, product = (1 - odds) / 2, odds * math.exp(target - rival)
    root = math.sqrt(half**2 + product)
    # The positive solution, in the form in which nothing cancels.
    e_b = (root + half) / odds if half > 0 else product / (root - half) / odds
    return rival + math.log(e_b)
