"""A picture of what the network is fed, to see at once if colours, sizes or people are wrong."""

from __future__ import annotations

import cv2
import numpy as np
import torch

from face_training.config import FaceConfig
from face_training.data.batch import read_batch
from face_training.data.faces import Faces
from face_training.training.batches import StepKeys

FILE = "fed.png"
ROWS = 8  # of images, and columns
GAP = 2  # pixels between them


def fed_picture(faces: Faces, config: FaceConfig) -> bytes:
    """The first 64 images of a training as they enter it: read, resized, mirrored.  A PNG.

    Raises:
        ValueError: an image cannot be read, and none may be skipped.
    """
    training, wanted = config.training, ROWS * ROWS
    keys = StepKeys(
        images=len(faces),
        batch=training.batch,
        seed=training.seed,
        first=0,
        last=-(-wanted // training.batch),
        flip=config.data.flip,
    )
    skips = config.data.skip_broken > 0
    images: list[torch.Tensor] = []
    for some in keys:
        more = wanted - sum(len(batch) for batch in images)
        indices, mirrored = some.indices_b[:more], some.mirrored_b[:more]
        images.append(read_batch(faces, indices, mirrored, skip_broken=skips)[0])
    return _png(torch.cat(images).permute(0, 2, 3, 1).numpy())


def _png(images_NHW3: np.ndarray) -> bytes:
    """Row by row on grey."""
    count, height, width, _ = images_NHW3.shape
    rows = -(-count // ROWS)
    high, wide = height + GAP, width + GAP
    sheet = np.full((rows * high + GAP, ROWS * wide + GAP, 3), 128, np.uint8)
    for place, image_HW3 in enumerate(images_NHW3):
        top, left = GAP + place // ROWS * high, GAP + place % ROWS * wide
        sheet[top : top + height, left : left + width] = image_HW3
    encoded = cv2.imencode(".png", cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))[1]
    return bytes(encoded.tobytes())
