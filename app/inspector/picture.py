"""Samples that are images."""

from __future__ import annotations

import numpy as np

from toy_models.record import Array


def are_images(inputs_N: Array) -> bool:
    """Whether inputs are grey images, (N, H, W)."""
    return inputs_N.dtype == np.uint8 and inputs_N.ndim == 3


def enlarged(image: Array, pixels: int) -> Array:
    """About so many pixels wide: each becomes a square, so that a browser does not blur it."""
    times = max(1, pixels // max(image.shape))
    return image.repeat(times, 0).repeat(times, 1)
