"""A batch of images at once, as the training takes them.

Each image is decoded into its place in the batch: there is no tensor for each image, and no second
copy.  The pixels lie as decoders give them and as convolutions like them, with the channels last.

b: images of the batch, H, W: pixels.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor

from face_training.data.encoded import EncodedFaces
from face_training.data.faces import Labels
from face_training.data.in_memory import FacesInMemory
from face_training.data.shuffle import Flags, Indices
from face_training.photos.photo import SIDE


def read_batch(faces: Any, indices_b: Indices, mirrored_b: Flags) -> tuple[Tensor, Labels]:
    """Images uint8 (b, 3, H, W), channels last in memory, some of them mirrored, and their labels.

    Raises:
        ValueError: an image cannot be read.
    """
    if isinstance(faces, FacesInMemory):
        images_b3HW = _mirrored(faces.images_N3HW[torch.from_numpy(indices_b)], mirrored_b)
    elif isinstance(faces, EncodedFaces):
        images_b3HW = _decoded(faces, indices_b, mirrored_b)
    else:
        images = [faces[index][0] for index in indices_b.tolist()]
        images_b3HW = _mirrored(torch.stack(images), mirrored_b)
    labels_b = np.asarray(faces.labels_N, np.int64)[indices_b]
    return images_b3HW.contiguous(memory_format=torch.channels_last), labels_b


def _decoded(faces: EncodedFaces, indices_b: Indices, mirrored_b: Flags) -> Tensor:
    pixels_bHW3 = np.empty((len(indices_b), SIDE, SIDE, 3), np.uint8)
    places = zip(indices_b.tolist(), mirrored_b.tolist(), pixels_bHW3, strict=True)
    for index, is_mirrored, place_HW3 in places:
        pixels_HW3 = faces.pixels(index)
        if is_mirrored:
            cv2.flip(pixels_HW3, 1, dst=place_HW3)
        else:
            place_HW3[:] = pixels_HW3
    return torch.from_numpy(pixels_bHW3).permute(0, 3, 1, 2)


def _mirrored(images_b3HW: Tensor, mirrored_b: Flags) -> Tensor:
    flags_b111 = torch.from_numpy(mirrored_b)[:, None, None, None]
    return torch.where(flags_b111, images_b3HW.flip(-1), images_b3HW)
