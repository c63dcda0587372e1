"""Pixels as networks expect them.

B: images, H, W: pixels.
"""

from __future__ import annotations

from torch import Tensor

MIDDLE = 127.5


def normalised(images_B3HW: Tensor) -> Tensor:
    """uint8, 0 to 255, to float32, -1 to 1; the usual convention of face networks."""
    return (images_B3HW.float() - MIDDLE) / MIDDLE
