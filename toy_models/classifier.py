"""The class weights, one set for each loss.

L: losses, B: batch, D: embedding dimension, C: classes.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class StackedClassifier(nn.Module):
    """L equal sets of class weights, compared with the features by cosine or inner product."""

    normalised_L11: Tensor

    def __init__(
        self,
        classes: int,
        embedding: int,
        normalised: list[bool],
        generator: torch.Generator,
        start_CD: Tensor | None = None,
    ) -> None:
        """Drawn weights of length 1, or those of `start_CD`."""
        super().__init__()
        weight_CD = F.normalize(torch.randn(classes, embedding, generator=generator))
        if start_CD is not None:
            weight_CD = start_CD
        self.weight_LCD = nn.Parameter(weight_CD.expand(len(normalised), -1, -1).clone())
        self.register_buffer("normalised_L11", torch.tensor(normalised).view(-1, 1, 1))
        self.all_normalised = all(normalised)

    def forward(self, features_LBD: Tensor) -> tuple[Tensor, Tensor]:
        """Cosines (inner products for `softmax`), shape (L, B, C), and the features' norms."""
        norms_LB = features_LBD.norm(dim=-1)
        lengths_LC1 = self.weight_LCD.norm(dim=-1, keepdim=True)
        products_LCB = torch.bmm(self.weight_LCD, features_LBD.mT)
        sizes_LCB = (lengths_LC1 * norms_LB.unsqueeze(1)).clamp(min=1e-12)
        if not self.all_normalised:
            sizes_LCB = torch.where(self.normalised_L11, sizes_LCB, 1)
        return (products_LCB / sizes_LCB).mT, norms_LB
