"""A batch of images at once, as the training takes them.

Each image is decoded into its place in the batch: there is no tensor for each image, and no second
copy.  The pixels lie as decoders give them and as convolutions like them, with the channels last.

An image that is broken ends the reading, or the next one of the set takes its place.

b: images of the batch, H, W: pixels.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.in_memory import FacesInMemory
from face_training.data.shuffle import Flags, Indices

TRIED = 100  # broken images in a row, of which the set must be another than it seems


#: The place of a broken image in the set, and the sentence that says what is wrong.
Broken = tuple[int, str]


def read_batch(
    faces: Any, indices_b: Indices, mirrored_b: Flags, *, skip_broken: bool = False
) -> tuple[Tensor, Labels, list[Broken]]:
    """Images uint8 (b, 3, H, W), channels last in memory, some of them mirrored, and their labels.

    With `skip_broken`, the broken images are given as well.

    Raises:
        ValueError: an image cannot be read; with `skip_broken`, `TRIED` in a row.
    """
    broken: list[Broken] = []
    if isinstance(faces, FacesInMemory):
        images_b3HW = _mirrored(faces.images_N3HW[torch.from_numpy(indices_b)], mirrored_b)
    elif isinstance(faces, EncodedFaces):
        indices_b = indices_b.copy()
        images_b3HW = _decoded(faces, indices_b, mirrored_b, broken if skip_broken else None)
    else:
        images = [faces[index][0] for index in indices_b.tolist()]
        images_b3HW = _mirrored(torch.stack(images), mirrored_b)
    labels_b = np.asarray(faces.labels_N, np.int64)[indices_b]
    return images_b3HW.contiguous(memory_format=torch.channels_last), labels_b, broken


def _decoded(
    faces: EncodedFaces, indices_b: Indices, mirrored_b: Flags, broken: list[Broken] | None
) -> Tensor:
    """The images; where another takes the place of a broken one, so does its index."""
    pixels_bHW3 = np.empty((len(indices_b), faces.side, faces.side, 3), np.uint8)
    places = zip(indices_b.tolist(), mirrored_b.tolist(), pixels_bHW3, strict=True)
    for place, (index, is_mirrored, place_HW3) in enumerate(places):
        if broken is None:
            pixels_HW3 = faces.pixels(index)
        else:
            indices_b[place], pixels_HW3 = _first_whole(faces, index, broken)
        if is_mirrored:
            cv2.flip(pixels_HW3, 1, dst=place_HW3)
        else:
            place_HW3[:] = pixels_HW3
    return torch.from_numpy(pixels_bHW3).permute(0, 3, 1, 2)


def _first_whole(
    faces: EncodedFaces, index: int, broken: list[Broken]
) -> tuple[int, NDArray[np.uint8]]:
    """This image or the first behind it that can be read; those that cannot are noted."""
    for tried in range(index, index + TRIED):
        place = tried % len(faces.labels_N)
        try:
            return place, faces.pixels(place)
        except ValueError as error:
            broken.append((place, str(error)))
    raise ValueError(f"{TRIED} images in a row cannot be read. {broken[-1][1]}")


def _mirrored(images_b3HW: Tensor, mirrored_b: Flags) -> Tensor:
    flags_b111 = torch.from_numpy(mirrored_b)[:, None, None, None]
    return torch.where(flags_b111, images_b3HW.flip(-1), images_b3HW)
