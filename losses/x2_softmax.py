"""X2-Softmax: the target's logit is a parabola of its angle.

Xu et al., "X2-Softmax: Margin Adaptive Loss Function for Face Recognition", arXiv:2312.05281.

    f(theta_y) = a (theta_y - h)^2 + k,     a < 0

It lies below cos(theta_y) by a margin that grows with the angle, from 1 - k at angle 0: little is
asked of a sample that is near its class, and more of one that is far.

Notation: a, h and k are the paper's, and are named `bend`, `vertex` and `peak` here: h is the slot
of the guidance elsewhere.  The vertex is at or before angle 0, so that f never rises with the
angle.  The authors' code trains with a = -0.9, h = 0, k = 0.65, and with slope 1 (see
`losses.straight_through`); the gradient here is the true one.
"""

from torch import Tensor

from losses.angles import angle, sloped_ends


def x2_margin(cos_y_B: Tensor, *, bend: float, vertex: float, peak: float) -> Tensor:
    """f = a (theta_y - h)^2 + k.  Shape (B,); a per radian squared, h in radians, k a cosine."""
    f_B = bend * (angle(cos_y_B) - vertex) ** 2 + peak
    # theta^2 is smooth in the cosine at 0: its slope is -2.
    return f_B + sloped_ends(cos_y_B, 0 if vertex else -2 * bend, 0)
