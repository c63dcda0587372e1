"""Circle loss: every cosine is pushed as hard as it is far from its optimum.

Sun et al., "Circle Loss: A Unified Perspective of Pair Similarity Optimization",
arXiv:2002.10857, Eq. 4 to 8, in its class-level form.

    target    f   = [1 + m - cos_y]+ (cos_y - (1 - m))
    rivals    h_k = [cos_k + m]+     (cos_k - m)

The brackets are weights: no gradient flows through them.  f and h_k meet on the circle
cos_k^2 + (1 - cos_y)^2 = 2 m^2 that gave the loss its name.

h_k is lowest at cos_k = 0, not at -1: of two opposite cosines within m it makes the same.  So where
f < 0, rivals at a negative cosine can exceed it, and they are support vectors too.

Notation: the paper calls the scale gamma (256).  m is in cosine units.  f is a weighted
distance, no longer a cosine, so the boundary is turned back into one for the indicator.
"""

import torch
from torch import Tensor


def circle_margin(cos_y_B: Tensor, *, margin: float) -> Tensor:
    """Eq. 6, the target's term.  Shape (B,)."""
    alpha_B = (1 + margin - cos_y_B.detach()).clamp(min=0)
    return alpha_B * (cos_y_B - (1 - margin))


def circle_guide(cos_BC: Tensor, boundary_B: Tensor, *, relaxation: float) -> Tensor:
    """Eq. 6, the rivals' terms: all of them, beating or not.  Shape (B, C)."""
    alpha_BC = (cos_BC.detach() + relaxation).clamp(min=0)
    return alpha_BC * (cos_BC - relaxation)


def circle_boundary(cos_y_B: Tensor, f_B: Tensor, *, relaxation: float) -> Tensor:
    """The cosine >= 0 whose h equals f; below -1 where every rival's h exceeds f.  Shape (B,)."""
    squared_B = f_B + relaxation**2  # h = cos^2 - m^2 for cos >= 0
    return torch.where(squared_B >= 0, squared_B.clamp(min=0).sqrt(), -2.0)


def circle_beats(cos_BC: Tensor, boundary_B: Tensor, *, relaxation: float) -> Tensor:
    """True where h exceeds f: above the boundary, and if f < 0 below its negative.  (B, C)."""
    boundary_B1 = boundary_B.unsqueeze(-1)
    return (cos_BC > boundary_B1) | ((boundary_B1 < relaxation) & (cos_BC < -boundary_B1))
