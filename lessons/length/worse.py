"""Pictures made worse: by blur, by low light, by noise, as strongly as one number says.

N: pictures, H: height, W: width.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from toy_models.data.grey import CONTRAST, GREY

KINDS = ("blur", "dark", "noise")
BLUR = 3 / 16  # deviation of the blur at strength 1, of the picture's width
LIGHT = 0.15  # what is left of the light at strength 1
SENSOR = 0.03  # deviation of the noise that low light brings, at strength 1
NOISE = 0.25  # deviation of the noise at strength 1


@dataclass(frozen=True, kw_only=True)
class Mixed:
    """Pictures, each made worse in a way of its own."""

    pictures_NHW: np.ndarray
    strength_N: np.ndarray


def worse(
    pictures_NHW: np.ndarray, kind: str, strength_N: np.ndarray, draw: np.random.Generator
) -> np.ndarray:
    """The pictures, grey 0 to 1, with this much of one of KINDS.  Strength 0 changes nothing."""
    strength_N11 = strength_N[:, None, None]
    if kind == "blur":
        width = pictures_NHW.shape[-1]
        changed = np.stack([
            gaussian_filter(picture, BLUR * width * strength, mode="nearest")
            for picture, strength in zip(pictures_NHW, strength_N, strict=True)
        ])  # fmt: skip
    elif kind == "dark":
        noise = SENSOR * draw.standard_normal(pictures_NHW.shape)
        changed = pictures_NHW * (1 - (1 - LIGHT) * strength_N11) + strength_N11 * noise
    else:
        changed = pictures_NHW + NOISE * strength_N11 * draw.standard_normal(pictures_NHW.shape)
    return changed.clip(0, 1).astype(np.float32)


def mixed(pictures_NHW: np.ndarray, share: float, draw: np.random.Generator) -> Mixed:
    """A share of the pictures, drawn by chance, each with a kind and a strength by chance."""
    count = len(pictures_NHW)
    kind_N = draw.integers(0, len(KINDS), count)
    strength_N = np.where(draw.random(count) < share, draw.random(count), 0.0)
    changed_NHW = pictures_NHW.copy()
    for number, kind in enumerate(KINDS):
        those = kind_N == number
        changed_NHW[those] = worse(pictures_NHW[those], kind, strength_N[those], draw)
    return Mixed(pictures_NHW=changed_NHW, strength_N=strength_N)


def levelled(pictures_NHW: np.ndarray) -> np.ndarray:
    """Every picture with the same mean and the same contrast, as a camera would set them."""
    mean_N11 = pictures_NHW.mean((1, 2), keepdims=True)
    deviation_N11 = pictures_NHW.std((1, 2), keepdims=True).clip(1e-6)
    return (GREY + CONTRAST * (pictures_NHW - mean_N11) / deviation_N11).astype(np.float32)


def contrast(pictures_NHW: np.ndarray) -> np.ndarray:
    """The deviation of the grey values of each picture.  Shape (N,)."""
    deviation_N: np.ndarray = pictures_NHW.std((1, 2))
    return deviation_N
