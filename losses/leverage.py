"""Leverage: how much harder guidance pushes, and where it can.

SV-Softmax multiplies a rival's term by h.  With b = s (t - 1),

    h e^{s cos_k} = e^b e^{(s + b) cos_k}:

the negatives are tilted towards the hard ones (Robinson et al., "Contrastive Learning with Hard
Negative Samples", arXiv:2010.04592), but only past the boundary.

Three facts follow, and tests hold them against the losses:

    the equivalent margin   with one dominant rival, p_y is that of CosFace with
                            m = (t - 1)(1 + cos_k), on the wrong side of the boundary only
    hot: s well above s_A   two classes matter; the target's force grows by at most 2 and the
                            rival's by at most 2 t, within about 1 / s of the boundary
    cool: s at s_A or less  many rivals share the blame; the target's force stays, and the rival's
                            grows many times

s_A = sqrt(2) ln(C - 1) is AdaCos' fixed scale: `losses.fixed_scale`.

B: batch, C: classes.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from losses.equation import Loss


def equivalent_margin(cos_rival: Tensor, t: float) -> Tensor:
    """m_eff = (t - 1)(1 + cos_k), in cosine units: what guidance is worth as a CosFace margin."""
    return (t - 1) * (1 + cos_rival)


def forces(loss: Loss, cos_BC: Tensor, labels_B: Tensor) -> tuple[Tensor, Tensor]:
    """|dL / dcos| of the target and of the nearest rival.  Two of shape (B,), without gradient."""
    cos_BC = cos_BC.detach().requires_grad_()
    (gradient_BC,) = torch.autograd.grad(loss(cos_BC, labels_B).sum(), cos_BC)
    labels_B1 = labels_B.unsqueeze(1)
    rival_B1 = cos_BC.detach().scatter(1, labels_B1, -2).argmax(1, keepdim=True)
    force_BC = gradient_BC.abs()
    return force_BC.gather(1, labels_B1).squeeze(1), force_BC.gather(1, rival_B1).squeeze(1)


def force_ratios(loss: Loss, cos_BC: Tensor, labels_B: Tensor) -> tuple[Tensor, Tensor]:
    """How many times harder target and nearest rival are pushed than by the same loss without h.

    Two of shape (B,).

    Raises:
        ValueError: the loss has no guidance.
    """
    if loss.spec.guidance is None:
        raise ValueError(f"{loss.spec.title} has no guidance, so there is nothing to compare.")
    without = Loss(replace(loss.spec, guidance=None), loss.values)
    target_B, rival_B = forces(loss, cos_BC, labels_B)
    plain_target_B, plain_rival_B = forces(without, cos_BC, labels_B)
    return target_B / plain_target_B, rival_B / plain_rival_B
