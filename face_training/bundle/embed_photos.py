"""Photographs to unit vectors by a bundle.

N: photographs, D: embedding dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from face_training.bundle.bundle import Bundle
from face_training.embeddings import embed
from face_training.photos.detection import Detector
from face_training.photos.finding import Dropped, Found, find_face
from face_training.photos.photo import SIDE, read_photo


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """The photographs with a face, and those without."""

    paths: tuple[Path, ...]
    unit_ND: np.ndarray
    notes: tuple[tuple[str, ...], ...]  # of each path
    dropped: tuple[str, ...]  # a sentence each


@dataclass(frozen=True)
class _Faces:
    found: Sequence[Found]

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, index: int, /) -> torch.Tensor:
        return torch.from_numpy(self.found[index].face_HW3).permute(2, 0, 1)


def embed_photos(paths: Sequence[Path], bundle: Bundle, detector: Detector | None) -> Embedded:
    """Find, align and embed; without a detector the photographs are aligned faces already."""
    found: dict[Path, Found] = {}
    dropped = []
    for path in paths:
        try:
            found[path] = find_face(path, detector) if detector else already_aligned(path)
        except Dropped as reason:
            dropped.append(str(reason))
    faces = _Faces(list(found.values()))
    if len(faces):
        unit_ND = embed(bundle.network, faces).unit_ND(flip=bundle.about.flip)
    else:
        unit_ND = np.empty((0, bundle.about.dimension), np.float32)
    return Embedded(
        paths=tuple(found),
        unit_ND=unit_ND,
        notes=tuple(one.notes for one in found.values()),
        dropped=tuple(dropped),
    )


def already_aligned(path: Path) -> Found:
    """A face of 112 x 112 pixels as it is.

    Raises:
        Dropped: it cannot be read or has another size.
    """
    try:
        photo = read_photo(path)
    except ValueError as error:
        raise Dropped("unreadable", str(error)) from None
    height, width = photo.pixels_HW3.shape[:2]
    if (height, width) != (SIDE, SIDE):
        raise Dropped(
            "not aligned",
            f"{path} has {width} x {height} pixels, so it is no aligned face; give a --detector.",
        )
    return Found(face_HW3=photo.pixels_HW3, notes=photo.notes)
