"""Arc-Softmax (ArcFace): the target's angle must win by a fixed amount.

Deng et al., "ArcFace", arXiv:1801.07698, Eq. 3.  SV-Softmax paper (arXiv:1812.11317), Eq. 3.

    f(theta_y) = cos(theta_y + m)                  theta_y <= pi - m
    f(theta_y) = cos(theta_y) - (1 - cos m)        theta_y >  pi - m

cos(theta + m) turns upward again after theta = pi - m, which would reward a worse angle.  From
there f goes on along the cosine itself: continuous, monotone, slope 1.  (insightface's torch code
has cos(theta + m) up to pi: it computes m sin m and uses it nowhere.  Its older code subtracts
m sin m there, which jumps; an "easy margin" drops the margin, which jumps as well.)

The gradient is the true one, sin(theta + m) / sin(theta); several public trainers compute the
margin without gradient and so train with slope 1 everywhere.

Notation: m is in radians (0.5 rad = 28.6 degrees).  The SV-Softmax paper calls it m3;
insightface calls it m2.
"""

import torch
from torch import Tensor

from losses.angles import sine


def arc_margin(cos_y_B: Tensor, *, margin: float | Tensor) -> Tensor:
    """f = cos(theta_y + m), continued past pi - m.  Shape (B,); m in radians.

    A negative m (AdaFace and ElasticFace can draw one) would pass theta = 0 from above; the
    angle stops there, as in AdaFace's code: f = 1.
    """
    # A number is written on the device: a copy of it from the CPU would be waited for.
    m_B = margin.to(cos_y_B) if isinstance(margin, Tensor) else cos_y_B.new_full((), margin)
    cos_m_B, sin_m_B = m_B.cos(), m_B.sin()
    turned_B = cos_y_B * cos_m_B - sine(cos_y_B) * sin_m_B
    past_pi_B = (m_B > 0) & (cos_y_B < -cos_m_B)
    below_zero_B = (m_B < 0) & (cos_y_B > cos_m_B)
    f_B = torch.where(past_pi_B, cos_y_B - (1 - cos_m_B), turned_B)
    return torch.where(below_zero_B, torch.ones_like(f_B), f_B)
