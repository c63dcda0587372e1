"""A margin whose value is true and whose gradient is not: the slope is 1 everywhere.

insightface computes ArcFace's margin without gradient (OpenSphere had it so before), and many
published networks were trained that way:

    f has the margin's value,   df / d cos_y = 1     where the truth is  sin(theta + m) / sin(theta)

The true gradient is larger than 1 for theta < (pi - m) / 2 and smaller beyond.  This is here to
reproduce such trainings, by name; it is never the default.  For ArcFace value and gradient are
insightface's as long as theta <= pi - m.  Beyond, insightface's value is cos(theta + m), which
rises again, and the value here is the margin's continuation; the slope is 1 in both.
"""

from torch import Tensor


def straight_through(f_B: Tensor, cos_y_B: Tensor) -> Tensor:
    """The value of `f_B` with the gradient of `cos_y_B`.  Shape (B,)."""
    # In this order the value is exactly f: cos_y - cos_y is 0.
    return f_B.detach() + (cos_y_B - cos_y_B.detach())
