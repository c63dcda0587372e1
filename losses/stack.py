"""Several losses on one batch at once, each on cosines of its own.

L: losses, B: batch, C: classes.

The slots are called loss by loss, because they differ.  Log-sum-exp and its gradient, which all
losses share, run once on the whole stack where the cosines are few.  Where they are many, one loss
after another is faster on a CPU: its cosines stay in the cache from the first term to the last.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from losses.batch import Batch
from losses.equation import Loss

#: So many cosines of one loss from which on the losses are faster one after another.
MANY_COSINES = 2**15


class Stack(nn.Module):
    """The losses of a comparison."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        super().__init__()
        self.losses = nn.ModuleList(losses)

    def forward(
        self,
        cos_LBC: Tensor,
        labels_B: Tensor,
        norms_LB: Tensor,
        true_labels_B: Tensor | None = None,
    ) -> Tensor:
        """The loss of each sample under each loss, unreduced.  Shape (L, B)."""
        labels_LB = labels_B.expand(len(self.losses), -1)
        labels_LB1 = labels_LB.unsqueeze(-1)
        cos_y_LB = cos_LBC.gather(-1, labels_LB1).squeeze(-1)
        batches = [
            Batch(cos_BC, labels_B, norms_B, cos_y_B, true_labels_B=true_labels_B)
            for cos_BC, norms_B, cos_y_B in zip(
                cos_LBC.unbind(), norms_LB.unbind(), cos_y_LB.unbind(), strict=True
            )
        ]
        losses: list[Loss] = list(self.losses)  # type: ignore[arg-type]
        for loss, batch in zip(losses, batches, strict=True):
            loss.observe(batch)
        terms = [loss.terms(batch) for loss, batch in zip(losses, batches, strict=True)]
        if not cos_LBC.is_cuda and cos_LBC[0].numel() > MANY_COSINES:
            return torch.stack([of.loss_B for of in terms])

        f_LB1 = torch.stack([of.f_B for of in terms]).unsqueeze(-1)
        # In memory the samples are next to one another: with few classes, cross-entropy is faster.
        guided_LBC = torch.stack([of.guide(of.batch.cos_BC).mT for of in terms]).mT
        kind, device = cos_LBC.dtype, cos_LBC.device
        scales = [torch.as_tensor(of.scale, dtype=kind, device=device) for of in terms]
        logits_LBC = torch.stack(scales).view(-1, 1, 1) * guided_LBC.scatter(-1, labels_LB1, f_LB1)
        nll_LB = F.cross_entropy(logits_LBC.mT, labels_LB, reduction="none")
        for of, nll_B in zip(terms, nll_LB.unbind(), strict=True):
            if of.threshold is None:  # with a threshold it is no cross-entropy
                of.nll_B = nll_B
        return torch.stack([of.loss_B for of in terms])
