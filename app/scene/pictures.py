"""The samples' own pictures: small images that the stage shows under the pointer and as marks.

They travel once, with the scene.  P: pictures, N: samples, C: classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toy_models.record import Array

MOST_BYTES = 2_000_000  # of all pictures of a scene
INK = 26  # a pixel of a drawing is at least so bright
NONE = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Pictures:
    """Grey images of one size; the first N are the samples', and classes may have one each.

    Attributes:
        images_PHW: uint8; image n is sample n's.  Further images may follow, for portraits.
        portraits_C: int32, which image stands for each class; -1 for none.
        ink: bright strokes on an empty ground, such as digits; the stage draws them in the colour
            of the class, without a frame.
    """

    images_PHW: Array
    portraits_C: Array
    ink: bool


def pictures_of(inputs_N: Array, labels_N: Array, classes: int) -> Pictures | None:
    """The pictures of samples that are images, with a typical one of each class.

    Args:
        inputs_N: uint8 images (N, H, W); anything else has no pictures.
        labels_N: the true label of each.
        classes: how many there are.
    """
    if inputs_N.dtype != np.uint8 or inputs_N.ndim != 3 or not len(inputs_N):
        return None
    images = inputs_N
    while images.nbytes > MOST_BYTES and min(images.shape[1:]) > 8:
        images = _halved(images)
    return Pictures(
        images_PHW=images,
        portraits_C=_typical(images, labels_N, classes),
        ink=bool((images < INK).mean() > 0.4),
    )


def _halved(images_NHW: Array) -> Array:
    """Half as wide and as high: each pixel is the mean of four."""
    count, height, width = images_NHW.shape
    even = images_NHW[:, : height // 2 * 2, : width // 2 * 2].astype(np.float32)
    fours = even.reshape(count, height // 2, 2, width // 2, 2)
    return np.round(fours.mean((2, 4))).astype(np.uint8)


def _typical(images_NHW: Array, labels_N: Array, classes: int) -> Array:
    """The sample of each class that is nearest to the mean of its class.  (C,)."""
    flat_N = images_NHW.reshape(len(images_NHW), -1).astype(np.float32)
    found = np.full(classes, NONE, np.int32)
    for label in range(classes):
        rows = np.flatnonzero(labels_N == label)
        if len(rows):
            away = flat_N[rows] - flat_N[rows].mean(0)
            found[label] = rows[np.square(away).sum(1).argmin()]
    return found
