"""ArcNegFace: every rival is emphasised, the more the closer it is to the target.

Liu et al., "Towards Flops-constrained Face Recognition", arXiv:1909.00632, Eq. 5 and 6.

    cos_k becomes  tau_k cos_k + tau_k - 1,    tau_k = alpha exp(-(cos_k - f)^2 / sigma)

A soft relative of SV-Softmax: its t cos_k + t - 1 with a t of each class's own.  A class far
below the target has tau_k < 1 and is pushed less than by softmax.

Notation: tau_k is a weight, so no gradient flows through it.  sigma is a squared width in cosine
units.
"""

import torch
from torch import Tensor


def arcneg_guide(cos_BC: Tensor, boundary_B: Tensor, *, alpha: float, sigma: float) -> Tensor:
    """h as an edited cosine.  Shape (B, C)."""
    gap_BC = cos_BC.detach() - boundary_B.unsqueeze(-1)
    tau_BC = alpha * torch.exp(-gap_BC.square() / sigma)
    return tau_BC * cos_BC + (tau_BC - 1)
