"""AM-Softmax (CosFace): the target's cosine must win by a fixed amount.

Wang et al., "Additive Margin Softmax for Face Verification", arXiv:1801.05599, Eq. 5;
Wang et al., "CosFace", arXiv:1801.09414, Eq. 4.  SV-Softmax paper (arXiv:1812.11317), Eq. 3.

    f(theta_y) = cos(theta_y) - m

Notation: m is in cosine units.  The SV-Softmax paper calls it m2; insightface calls it m3.
"""

from torch import Tensor


def am_margin(cos_y_B: Tensor, *, margin: float | Tensor) -> Tensor:
    """f = cos(theta_y) - m.  Shape (B,); m in cosine units."""
    return cos_y_B - margin
