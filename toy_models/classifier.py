"""The class weights, one set for each loss.

L: losses, B: batch, D: embedding dimension, C: classes, S: centres of a class.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class StackedClassifier(nn.Module):
    """L equal sets of class weights, compared with the features by cosine or inner product.

    A loss may have several centres of each class: a class is compared by the best of them
    (Sub-center ArcFace).  Then `weight_LCD` has a row for every
    centre, those of a class next to one another; S is the largest number of any loss, and rows
    beyond a loss's own number are never used.
    """

    normalised_L11: Tensor
    unused_L1S1: Tensor

    def __init__(
        self,
        classes: int,
        embedding: int,
        normalised: list[bool],
        generator: torch.Generator,
        start_CD: Tensor | None = None,
        centres: list[int] | None = None,
    ) -> None:
        """Drawn weights of length 1, or those of `start_CD`; further centres are always drawn."""
        super().__init__()
        weight_CD = F.normalize(torch.randn(classes, embedding, generator=generator))
        if start_CD is not None:
            weight_CD = start_CD
        self.centres = centres or [1] * len(normalised)
        most = max(self.centres)
        if most > 1:
            more = torch.randn(classes, most - 1, embedding, generator=generator)
            weight_CSD = torch.cat([weight_CD.unsqueeze(1), F.normalize(more, dim=-1)], 1)
            weight_CD = weight_CSD.flatten(0, 1)
        self.weight_LCD = nn.Parameter(weight_CD.expand(len(normalised), -1, -1).clone())
        self.register_buffer("normalised_L11", torch.tensor(normalised).view(-1, 1, 1))
        self.all_normalised = all(normalised)
        unused_LS = torch.arange(most) >= torch.tensor(self.centres).unsqueeze(1)
        self.register_buffer("unused_L1S1", unused_LS.view(-1, 1, most, 1))

    def forward(self, features_LBD: Tensor) -> tuple[Tensor, Tensor]:
        """Cosines (inner products for `softmax`), shape (L, B, C), and the features' norms."""
        norms_LB = features_LBD.norm(dim=-1)
        lengths_LC1 = self.weight_LCD.norm(dim=-1, keepdim=True)
        products_LCB = torch.bmm(self.weight_LCD, features_LBD.mT)
        sizes_LCB = (lengths_LC1 * norms_LB.unsqueeze(1)).clamp(min=1e-12)
        if not self.all_normalised:
            sizes_LCB = torch.where(self.normalised_L11, sizes_LCB, 1)
        return self._best(products_LCB / sizes_LCB).mT, norms_LB

    def weights(self) -> list[Tensor]:
        """The class weights of each loss.  L tensors (C, S, D), S the loss's own."""
        most = max(self.centres)
        return [
            weight_CD.unflatten(0, (-1, most))[:, :own]
            for weight_CD, own in zip(self.weight_LCD, self.centres, strict=True)
        ]

    def _best(self, cos_LCB: Tensor) -> Tensor:
        most = max(self.centres)
        if most == 1:
            return cos_LCB
        cos_LCSB = cos_LCB.unflatten(1, (-1, most))
        return cos_LCSB.masked_fill(self.unused_L1S1, -torch.inf).max(2).values
