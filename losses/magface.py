"""MagFace: a longer feature gets a larger margin, and length has a price.

Meng et al., "MagFace: A Universal Representation for Face Recognition and Quality Assessment",
arXiv:2103.06627, Eq. 3 to 5.

    a = ||x||, clipped to [l_a, u_a]
    f = cos(theta_y + m(a)),   m(a) = l_m + (u_m - l_m) (a - l_a) / (u_a - l_a)
    penalty = lambda_g (1 / a + a / u_a^2), added to the loss of each sample

The length is part of the model: the gradient flows through a in both places.

Notation: margins in radians, lengths in the units of the embedding.  Past pi - m the arc's
continuation is used.
"""

from torch import Tensor

from losses.arc_softmax import arc_margin
from losses.batch import Batch


def magface_margin(
    cos_y_B: Tensor, *, l_a: float, u_a: float, l_m: float, u_m: float, batch: Batch
) -> Tensor:
    """f = cos(theta_y + m(a)).  Shape (B,)."""
    a_B = batch.norms_B.clamp(l_a, u_a)
    m_B = l_m + (u_m - l_m) * (a_B - l_a) / (u_a - l_a)
    return arc_margin(cos_y_B, margin=m_B)


def magface_penalty(batch: Batch, *, l_a: float, u_a: float, lambda_g: float) -> Tensor:
    """lambda_g g(a), smallest at a = u_a.  Shape (B,)."""
    a_B = batch.norms_B.clamp(l_a, u_a)
    return lambda_g * (1 / a_B + a_B / u_a**2)
