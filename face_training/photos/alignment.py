"""Align a face by five landmarks, as published face networks expect.

The landmarks are the eyes, the nose and the corners of the mouth, left before right in the picture.
The similarity transform (rotation, scale, shift: four numbers) that brings them nearest to the
template is the least-squares solution in closed form (Umeyama, 1991).  A wrong alignment costs many
points of accuracy.

H, W: pixels.
"""

from __future__ import annotations

import cv2
import numpy as np

from face_training.photos.photo import SIDE

#: Landmarks of an aligned face of 112 x 112 pixels: x to the right, y down.
TEMPLATE_52 = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ]
)


def template_of(side: int) -> np.ndarray:
    """The template for aligned faces of other sizes: what is cut out is the same."""
    if side == SIDE:
        return TEMPLATE_52
    return (TEMPLATE_52 + 0.5) * side / SIDE - 0.5  # as pictures are resized, by their corners


def similarity(points_52: np.ndarray, template_52: np.ndarray = TEMPLATE_52) -> np.ndarray:
    """The (2, 3) matrix that maps the points nearest to the template, without mirroring.

    Raises:
        ValueError: the points are all in one place, or not five pairs of finite numbers.
    """
    points_52 = np.asarray(points_52, np.float64)
    if points_52.shape != template_52.shape or not np.isfinite(points_52).all():
        raise ValueError("Landmarks are five pairs of finite numbers, x and y.")
    # In the plane, rotation and scale together are multiplication by a complex number.
    here, there = points_52 @ np.array([1, 1j]), template_52 @ np.array([1, 1j])
    centred = here - here.mean()
    spread = float(np.vdot(centred, centred).real)
    if spread < 1e-9:
        raise ValueError("Landmarks are all in one place.")
    factor = np.vdot(centred, there - there.mean()) / spread
    shift = there.mean() - factor * here.mean()
    return np.array(
        [[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]]
    )


def align(
    pixels_HW3: np.ndarray,
    points_52: np.ndarray,
    side: int = SIDE,
    template_52: np.ndarray | None = None,
) -> np.ndarray:
    """The aligned face of side x side pixels, uint8; black beyond the photograph.

    Without a template of its own it is `template_of(side)`.

    Raises:
        ValueError: as `similarity`.
    """
    matrix = similarity(points_52, template_of(side) if template_52 is None else template_52)
    return cv2.warpAffine(pixels_HW3, matrix, (side, side), flags=cv2.INTER_LINEAR, borderValue=0)
