"""A threshold in the place of the competition: each class alone is above it or below.

With softmax the target must beat the other classes of the same sample, and nothing says at which
cosine two pictures show the same person.  Here all classes of all samples are compared with one
threshold b, in the units of the logits:

    p_y = e^{s f} / (e^{s f} + e^b)  prod_{k != y} e^b / (e^b + h_k e^{s cos theta_k})

It is the probability that the target is above the threshold and every rival below, each for
itself.  The slots f, g and h are those of the one equation.  b is learnt; `b / s` is a cosine.

C: classes.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from losses.widest import widest


class Threshold(NamedTuple):
    """b, and how much each kind of decision counts in -log p_y."""

    b: Tensor
    of_target: float = 1.0
    of_rivals: float = 1.0


class LearntThreshold(nn.Module):
    """How far b has moved from where it started: the weight `moved`.

    Where b starts depends on the number of classes, which is not known before the first batch.
    """

    def __init__(self) -> None:
        super().__init__()
        self.moved = nn.Parameter(torch.zeros(()))

    def from_start(self, start: float) -> Tensor:
        """b, a scalar that adds no rounding of its own."""
        return self.moved.to(widest(self.moved.device)) + start
