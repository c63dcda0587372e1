"""Cross-entropy of guided cosines a few rows at a time: the same value, far less memory.

B: batch, C: classes, R: the rows of one piece.

With 100,000 classes each edited copy of the cosines is a hundred megabytes, and writing it is
slower than the arithmetic.  So the rows are taken in pieces that stay in the processor's cache:
the forward pass keeps nothing but the cosines it was given, and the backward pass makes each
piece again and writes its gradient straight into place: one extra (B, C) tensor.  A second one
comes from reading the target's cosine, outside; plain cross-entropy takes three.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import once_differentiable

Guide = Callable[[Tensor, Tensor], Tensor]

#: From so many cosines on, pieces are faster than whole tensors.
WORTH_SPLITTING = 2**19
#: Cosines in a piece.
_PIECE = 2**17


def cross_entropy_in_pieces(
    cos_BC: Tensor,
    labels_B: Tensor,
    f_B: Tensor,
    boundary_B: Tensor,
    guide: Guide | None,
    scale: float | Tensor,
) -> Tensor:
    """-log p_y of the logits s guide(cos_k) and, for the true class, s f.  Shape (B,).

    The gradient reaches `cos_BC` through the guidance and `f_B` through the target, as the
    SV-Softmax paper's Eq. 14 and 15 say; it does not reach `boundary_B`.
    """
    return _InPieces.apply(cos_BC, f_B, labels_B, boundary_B, guide, scale)


class _InPieces(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        cos_BC: Tensor,
        f_B: Tensor,
        labels_B: Tensor,
        boundary_B: Tensor,
        guide: Guide | None,
        scale: float | Tensor,
    ) -> Tensor:
        nll_B = torch.empty_like(f_B)
        for rows in _pieces(cos_BC):
            cos_RC = cos_BC[rows].to(f_B.dtype)
            guided_RC = guide(cos_RC, boundary_B[rows]) if guide else cos_RC
            logits_RC = _logits(guided_RC, labels_B[rows], f_B[rows], scale)
            nll_B[rows] = F.cross_entropy(logits_RC, labels_B[rows], reduction="none")
        ctx.save_for_backward(cos_BC, f_B, labels_B, boundary_B, nll_B)
        ctx.guide, ctx.scale = guide, scale
        return nll_B

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_B: Tensor) -> tuple[Tensor | None, ...]:
        cos_BC, f_B, labels_B, boundary_B, nll_B = ctx.saved_tensors
        guide, scale = ctx.guide, ctx.scale
        # Eq. 14, k = y: s (p_y - 1).
        grad_f_B = scale * torch.expm1(-nll_B) * grad_B
        grad_cos_BC = torch.empty_like(cos_BC)
        for rows in _pieces(cos_BC):
            cos_RC = guided_RC = cos_BC[rows].detach().to(f_B.dtype)
            if guide:
                with torch.enable_grad():
                    guided_RC = guide(cos_RC.requires_grad_(), boundary_B[rows])
            # Eq. 14, k != y: s p_k, and t s p_k for a support vector.
            pull_RC = _logits(guided_RC.detach(), labels_B[rows], f_B[rows], scale).softmax(1)
            pull_RC *= (scale * grad_B[rows]).unsqueeze(1)
            pull_RC.scatter_(1, labels_B[rows].unsqueeze(1), 0)
            if guide:
                (pull_RC,) = torch.autograd.grad(guided_RC, cos_RC, pull_RC)
            grad_cos_BC[rows] = pull_RC
        return grad_cos_BC, grad_f_B, None, None, None, None


def _logits(guided_RC: Tensor, labels_R: Tensor, f_R: Tensor, scale: float | Tensor) -> Tensor:
    """As `equation.assemble`, with one copy less.  Shape (R, C)."""
    target_R1 = (f_R * scale).unsqueeze(1)
    return (guided_RC * scale).scatter_(1, labels_R.unsqueeze(1), target_R1)


def _pieces(cos_BC: Tensor) -> list[slice]:
    step = max(1, _PIECE // cos_BC.shape[1])
    return [slice(start, start + step) for start in range(0, cos_BC.shape[0], step)]
