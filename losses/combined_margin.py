"""The combined margin: A-, Arc- and AM-Softmax applied in turn.

Deng et al., "ArcFace", arXiv:1801.07698, Eq. 4.

    f(theta_y) = cos(m1 theta_y + m2) - m3

Each of the three margins maps a target cosine to a smaller one, so the combined margin is just
their composition, with psi and the arc's continuation where the plain formula would turn back.

Notation: ArcFace's order, m1 a factor, m2 in radians, m3 in cosine units.  The SV-Softmax paper
(arXiv:1812.11317) writes cos(m1 theta + m3) - m2.
"""

from torch import Tensor

from losses.a_softmax import a_margin
from losses.am_softmax import am_margin
from losses.arc_softmax import arc_margin


def combined_margin(cos_y_B: Tensor, *, m1: float, m2: float, m3: float) -> Tensor:
    """f = cos(m1 theta_y + m2) - m3.  Shape (B,)."""
    return am_margin(arc_margin(a_margin(cos_y_B, margin=m1), margin=m2), margin=m3)
