"""The rivals' log-sum-exp a few rows at a time: the same value, far less memory.

B: batch, C: classes, R: the rows of one piece.

With 100,000 classes each edited copy of the cosines is a hundred megabytes, and writing it is
slower than the arithmetic.  So the rows are taken in pieces that stay in the processor's cache:
the forward pass keeps nothing but the given cosines.  The backward pass computes each piece again
and writes its gradient into place: one extra (B, C) tensor.  A second one comes from reading the
target's cosine, outside; plain cross-entropy takes three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from losses.shard import replace_target

Guide = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Pieces:
    """When cosines are taken in pieces, and how large a piece is.  All are numbers of cosines."""

    worth_splitting: int = 2**19  # from here on, pieces are faster than whole tensors
    on_cpu: int = 2**17  # what a processor's cache holds
    on_gpu: int = 2**26  # what keeps a GPU busy

    def rows(self, cos_BC: Tensor) -> list[slice]:
        """The rows of each piece, at least one row a piece."""
        piece = self.on_cpu if cos_BC.device.type == "cpu" else self.on_gpu
        step = max(1, piece // max(1, cos_BC.shape[1]))
        return [slice(start, start + step) for start in range(0, cos_BC.shape[0], step)]


def log_sum_exp_in_pieces(
    cos_BC: Tensor,
    labels_B: Tensor,
    here_B: Tensor | None,
    boundary_B: Tensor,
    guide: Guide | None,
    scale: float | Tensor,
    pieces: Pieces,
) -> Tensor:
    """ln sum_{k != y} e^{s guide(cos_k)}, in the boundary's dtype.  Shape (B,).

    The true class is left out where it is here.  The gradient reaches `cos_BC` through the
    guidance, as the SV-Softmax paper's Eq. 14 and 15 say; it does not reach `boundary_B`.
    """
    return _InPieces.apply(cos_BC, labels_B, here_B, boundary_B, guide, scale, pieces)


class _InPieces(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        cos_BC: Tensor,
        labels_B: Tensor,
        here_B: Tensor | None,
        boundary_B: Tensor,
        guide: Guide | None,
        scale: float | Tensor,
        pieces: Pieces,
    ) -> Tensor:
        sum_B = torch.empty_like(boundary_B)
        ctx.guide, ctx.scale, ctx.pieces = guide, scale, pieces
        for rows in pieces.rows(cos_BC):
            cos_RC = cos_BC[rows].to(boundary_B.dtype)
            guided_RC = guide(cos_RC, boundary_B[rows]) if guide else cos_RC
            logits_RC = _logits(guided_RC, rows, labels_B, here_B, scale)
            sum_B[rows] = _fused_log_sum_exp(logits_RC, labels_B[rows])
        ctx.save_for_backward(cos_BC, labels_B, here_B, boundary_B)
        return sum_B

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_B: Tensor) -> tuple[Tensor | None, ...]:
        cos_BC, labels_B, here_B, boundary_B = ctx.saved_tensors
        guide, scale = ctx.guide, ctx.scale
        grad_cos_BC = torch.empty_like(cos_BC)
        for rows in ctx.pieces.rows(cos_BC):
            cos_RC = guided_RC = cos_BC[rows].detach().to(boundary_B.dtype)
            if guide:
                with torch.enable_grad():
                    guided_RC = guide(cos_RC.requires_grad_(), boundary_B[rows])
            # Eq. 14, k != y: s p_k, and t s p_k for a support vector; grad brings 1 - p_y.
            pull_RC = _logits(guided_RC.detach(), rows, labels_B, here_B, scale).softmax(1)
            pull_RC *= (scale * grad_B[rows]).unsqueeze(1)
            if guide:
                (pull_RC,) = torch.autograd.grad(guided_RC, cos_RC, pull_RC)
            grad_cos_BC[rows] = pull_RC
        return grad_cos_BC, None, None, None, None, None, None


def log_sum_exp(logits_RC: Tensor) -> Tensor:
    """ln of the sum of e^logits over the classes, of which there may be none.  Shape (R,)."""
    if not logits_RC.shape[1]:
        # Not -inf: a difference of two of those would be NaN.
        return logits_RC.sum(1) + torch.finfo(logits_RC.dtype).min
    return torch.logsumexp(logits_RC, 1)


def _fused_log_sum_exp(logits_RC: Tensor, labels_R: Tensor) -> Tensor:
    """The same from the fused log-softmax, in the column after the true class's.  Shape (R,)."""
    if not logits_RC.shape[1]:
        return log_sum_exp(logits_RC)
    rival_R1 = ((labels_R + 1) % logits_RC.shape[1]).unsqueeze(1)
    log_p_R1 = logits_RC.log_softmax(1).gather(1, rival_R1)
    return (logits_RC.gather(1, rival_R1) - log_p_R1).squeeze(1)


def _logits(
    guided_RC: Tensor, rows: slice, labels_B: Tensor, here_B: Tensor | None, scale: float | Tensor
) -> Tensor:
    """s guide(cos_k), and for the true class the lowest number.  Shape (R, C)."""
    lowest = torch.finfo(guided_RC.dtype).min
    here_R = None if here_B is None else here_B[rows]
    return replace_target(guided_RC * scale, labels_B[rows], here_R, lowest)
