"""The sine and the angle of a cosine, with finite slopes at both ends.

B: batch.

At cos = +-1 the derivatives of sqrt(1 - cos^2) and acos are infinite, and one feature that lies
exactly on its class weight would turn every weight into NaN.  Within one rounding step of the
ends the angle *is* 0 or pi, so there it is taken as a constant: the value stays right and the
slope is finite.  A function of the angle may be smooth in the cosine all the same, as cos(m theta)
is at 0; it adds the slope that was lost, `sloped_ends`.
"""

import torch
from torch import Tensor


def _inside(cos_B: Tensor) -> Tensor:
    return 1 - cos_B * cos_B > torch.finfo(cos_B.dtype).eps


def sine(cos_B: Tensor) -> Tensor:
    """sin(theta) >= 0 of a cosine; 0 with slope 0 at the ends.  Any shape."""
    squared_B = 1 - cos_B * cos_B
    inside_B = squared_B > torch.finfo(cos_B.dtype).eps
    # The inner where keeps the unused branch's infinite slope out of the product 0 * inf.
    return torch.where(inside_B, torch.where(inside_B, squared_B, 1).sqrt(), 0)


def angle(cos_B: Tensor) -> Tensor:
    """theta in radians of a cosine; exactly 0 or pi, with slope 0, at the ends.  Any shape."""
    inside_B = _inside(cos_B)
    end_B = torch.full_like(cos_B, torch.pi) * (cos_B < 0)
    return torch.where(inside_B, torch.where(inside_B, cos_B, 0).acos(), end_B.detach())


def sloped_ends(cos_B: Tensor, at_0: float, at_pi: float) -> Tensor:
    """0 everywhere, with these slopes by the cosine where the angle is 0 and pi.  Any shape."""
    end_B = _inside(cos_B).logical_not()
    slope_B = torch.zeros_like(cos_B).masked_fill(end_B & (cos_B > 0), at_0)
    slope_B = slope_B.masked_fill(end_B & (cos_B < 0), at_pi)
    return slope_B * (cos_B - cos_B.detach())
