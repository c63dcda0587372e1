"""AdaCos: the scale sets itself.

Zhang et al., "AdaCos: Adaptively Scaling Cosine Logits for Effectively Learning Deep Face
Representations", arXiv:1905.00292, Eq. 11 to 15.

    s starts at  sqrt(2) ln(C - 1)
    s <- ln(mean over the batch of sum_{k != y} e^{s cos_k}) / cos(min(pi / 4, median theta_y))

No margin, no mining: the probability of a sample half-way is kept where the gradient is large.

With two or three classes the formula gives a scale of 0 or less and nothing could be learnt, so
s is kept at 1 or more.

The sum over the rivals is a pass of its own over all cosines, before that of the loss.
"""

import math

import torch
from torch import Tensor

from losses.angles import angle
from losses.batch import Batch
from losses.fixed_scale import fixed_scale
from losses.running import Running
from losses.widest import widest


class AdaptiveScale(Running):
    """The scale, the buffer `s`; 0 before the first batch: the classes are not counted yet."""

    s: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("s", torch.zeros(()))

    @torch.no_grad()
    def observe(self, batch: Batch) -> None:
        """Eq. 12 to 15: set s from this batch, in the log domain so that it never overflows."""
        self.widen(batch.cos_y_B.dtype)
        s = self(batch.classes).to(batch.cos_y_B.dtype)
        sum_B = batch.sum_over_rivals(_terms, s=s)
        log_rivals = sum_B.mean().log() + s
        theta = angle(batch.cos_y_B).median().clamp(max=math.pi / 4)
        self.s.copy_((log_rivals / theta.cos()).clamp(min=1))

    def forward(self, classes: int) -> Tensor:
        """The scale now, a scalar; before any batch the paper's starting value (Eq. 11)."""
        start = max(1.0, fixed_scale(classes)) if classes > 2 else 1.0
        start_s = torch.full_like(self.s, start, dtype=widest(self.s.device))
        return torch.where(self.s > 0, self.s, start_s)


def _terms(cos_BK: Tensor, *, s: Tensor) -> Tensor:
    """e^{s cos_k - s}: s cos_k <= s, so every term is at most 1.  Shape (B, K)."""
    return torch.exp(s * cos_BK - s)
