"""SV-Softmax: push harder against the classes that beat the target.

Wang et al., "Support Vector Guided Softmax Loss for Face Recognition", arXiv:1812.11317,
Eq. 5 to 7 and, with a margin, Eq. 12 and 13.

Class k is a *support vector* of a sample when its cosine exceeds f, the target cosine after the
margin.  Its term in the denominator is multiplied by

    h(t, theta_k, I_k) = exp(s (t - 1) (cos theta_k + 1) I_k),    t >= 1,

which is the same as replacing cos theta_k by  t cos theta_k + t - 1.  Working on the cosine
keeps the loss inside log-sum-exp, so it never overflows.

The indicator is piecewise constant: it has no gradient, while t cos theta_k + t - 1 has its full
one (Eq. 14 and 15).  A tie is not a support vector.

Notation: this t is the SV paper's, 1.2.  The code of MV-Softmax (AAAI 2020) calls t - 1 "t", so
its t = 0.2 is t = 1.2 here.
"""

import torch
from torch import Tensor


def beats(cos_BC: Tensor, boundary_B: Tensor) -> Tensor:
    """Eq. 5 and 13, I_k: True where a class exceeds the boundary.  Shape (B, C).

    The column of the true class has no meaning here; the equation overwrites it.
    """
    return cos_BC > boundary_B.unsqueeze(-1)


def beating(cos_BC: Tensor, boundary_B: Tensor) -> Tensor:
    """The same as the numbers 1 and 0, in the dtype of the cosines."""
    if torch.compiler.is_compiling():
        return beats(cos_BC, boundary_B).to(cos_BC.dtype)
    # Written as numbers at once: ten times as fast on a CPU as a bool that is made a number.
    one_or_zero_BC = torch.empty_like(cos_BC, requires_grad=False)
    return torch.gt(cos_BC.detach(), boundary_B.unsqueeze(-1), out=one_or_zero_BC)


def sv_guide(cos_BC: Tensor, boundary_B: Tensor, *, t: float) -> Tensor:
    """cos_k + ln(h_k) / s, with Eq. 7's h.  Shape (B, C); t = 1 changes nothing."""
    more_BC = (t - 1) * beating(cos_BC, boundary_B)
    return (1 + more_BC) * cos_BC + more_BC
