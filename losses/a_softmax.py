"""A-Softmax (SphereFace): the target's angle counts m times.

Liu et al., "SphereFace", arXiv:1704.08063, Eq. 7.  SV-Softmax paper (arXiv:1812.11317), Eq. 3.

    psi(theta_y) = (-1)^k cos(m theta_y) - 2k,     theta_y in [k pi / m, (k + 1) pi / m]

which is cos(m theta_y) on the first piece and stays monotone on all others.  m need not be an
integer.  m = 1 is the plain cosine.

Notation: m is a factor, without unit (the SV-Softmax paper's m1).  Read as ArcFace's radians,
m = 4 would be a bonus for the true class.  SphereFace trains with an annealed average of psi
and cos(theta); here psi is used alone.
"""

import torch
from torch import Tensor

from losses.angles import angle, sloped_ends


def a_margin(cos_y_B: Tensor, *, margin: float) -> Tensor:
    """f = psi(theta_y).  Shape (B,); m is a factor."""
    turned_B = margin * angle(cos_y_B)
    k_B = (turned_B.detach() / torch.pi).floor()
    sign_B = 1 - 2 * (k_B % 2)
    psi_B = sign_B * turned_B.cos() - 2 * k_B
    # m sin(m theta) / sin(theta) is m^2 in the limit; at pi for a whole m, and else infinite.
    return psi_B + sloped_ends(cos_y_B, margin**2, margin**2 if margin == int(margin) else 0)
