"""AdaFace: the margin turns from angular to additive as image quality rises.

Kim et al., "AdaFace: Quality Adaptive Margin for Face Recognition", arXiv:2204.00964,
Eq. 7 to 11.

    z = clip(h (||x|| - mu) / (sigma + 0.001), -1, 1),   ||x|| clipped to [0.001, 100]
    f = cos(theta_y - m z) - (m + m z)
    mu, sigma <- t_alpha batch value + (1 - t_alpha) mu, sigma     before use, from 20 and 100

The length of a feature measures its quality: z = -1 is ArcFace with margin m, z = 0 is
CosFace, z = 1 a negative angle with margin 2m.  No gradient flows through z.

Notation: h is the concentration of the paper, not the guidance of the other losses.  Past
pi - m the arc's continuation is used; below angle 0 the angle stops at 0.
"""

import torch
from torch import Tensor

from losses.am_softmax import am_margin
from losses.arc_softmax import arc_margin
from losses.batch import Batch
from losses.running import Running


class AdaFaceMargin(Running):
    """The margin and its running mean and deviation of the feature norms."""

    mean: Tensor
    std: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(20.0))
        self.register_buffer("std", torch.tensor(100.0))

    @torch.no_grad()
    def observe(self, batch: Batch, *, margin: float, h: float, t_alpha: float) -> None:
        """Eq. 8: move mu and sigma towards this batch's.  One sample has no deviation."""
        norms_B = batch.norms_B.clamp(0.001, 100)
        self.widen(norms_B.dtype)
        self.mean.lerp_(norms_B.mean().to(self.mean), t_alpha)
        if len(norms_B) > 1:
            self.std.lerp_(norms_B.std().to(self.std), t_alpha)

    def forward(
        self, cos_y_B: Tensor, *, margin: float, h: float, t_alpha: float, batch: Batch
    ) -> Tensor:
        """Eq. 9 to 11, f.  Shape (B,); m in radians and in cosine units alike."""
        norms_B = batch.norms_B.detach().clamp(0.001, 100)
        std = self.std.to(norms_B.dtype) + 0.001  # in the dtype of the norms, which may be wider
        z_B = (h * (norms_B - self.mean) / std).clamp(-1, 1)
        turned_B = arc_margin(cos_y_B, margin=-margin * z_B)
        return am_margin(turned_B, margin=margin + margin * z_B)
