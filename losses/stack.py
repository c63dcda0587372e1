"""Several losses on one batch at once, each on cosines of its own.

L: losses, B: batch, C: classes.

The slots are called loss by loss, for they differ; log-sum-exp and its gradient, which all
losses share, run once on the whole stack.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losses.batch import Batch
from losses.equation import Loss, assemble


class Stack(nn.Module):
    """The losses of a comparison."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        super().__init__()
        self.losses = nn.ModuleList(losses)

    def forward(self, cos_LBC: Tensor, labels_B: Tensor, norms_LB: Tensor) -> Tensor:
        """The loss of each sample under each loss, unreduced.  Shape (L, B)."""
        labels_LB = labels_B.expand(len(self.losses), -1)
        cos_y_LB = cos_LBC.gather(-1, labels_LB.unsqueeze(-1)).squeeze(-1)
        losses: list[Loss] = list(self.losses)  # type: ignore[arg-type]
        batches = [
            Batch(cos_BC, labels_B, norms_B, cos_y_B)
            for cos_BC, norms_B, cos_y_B in zip(
                cos_LBC.unbind(), norms_LB.unbind(), cos_y_LB.unbind(), strict=True
            )
        ]
        f, h, scales = [], [], []
        for loss, batch in zip(losses, batches, strict=True):
            if self.training:
                loss.observe(batch)
            f_B = loss.margin(batch)
            f.append(f_B)
            h.append(loss.guidance(batch.cos_BC, loss.boundary(batch, f_B)))
            scales.append(loss.scale(batch.classes))
        scale_L11 = torch.as_tensor(scales).to(cos_LBC).view(-1, 1, 1)
        # In memory the samples lie side by side: with few classes, cross-entropy is faster so.
        h_LBC = torch.stack([h_BC.mT for h_BC in h]).mT
        logits_LBC = assemble(h_LBC, labels_LB, torch.stack(f), scale_L11)
        nll_LB = F.cross_entropy(logits_LBC.mT, labels_LB, reduction="none")
        return torch.stack(
            [
                loss.weighted(nll_B, batch)
                for loss, nll_B, batch in zip(losses, nll_LB.unbind(), batches, strict=True)
            ]
        )
