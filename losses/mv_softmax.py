"""MV-Softmax: SV-Softmax under its later name, with a second, simpler emphasis.

Wang et al., "Mis-classified Vector Guided Softmax Loss for Face Recognition", AAAI 2020,
arXiv:1912.00833.

    adaptive    h_k = exp(s t (cos theta_k + 1) I_k)    cos_k becomes (t + 1) cos_k + t
    fixed       h_k = exp(s t I_k)                      cos_k becomes cos_k + t

Notation: t = 0 changes nothing.  This t is 1 less than the SV-Softmax paper's, so `adaptive`
with t = 0.2 is SV-Softmax with t = 1.2.
"""

from torch import Tensor

from losses.sv_softmax import beating, sv_guide


def mv_guide(cos_BC: Tensor, boundary_B: Tensor, *, t: float, mode: str) -> Tensor:
    """h as an edited cosine, `mode` "adaptive" or "fixed".  Shape (B, C)."""
    if mode == "adaptive":
        return sv_guide(cos_BC, boundary_B, t=1 + t)
    return cos_BC + t * beating(cos_BC, boundary_B)
