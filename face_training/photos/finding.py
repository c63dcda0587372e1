"""From a photograph to one aligned face, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from face_training.photos.alignment import align
from face_training.photos.detection import Detector
from face_training.photos.photo import read_photo

SMALLEST = 24  # pixels of a face's shorter side
CLEARLY = 2.0  # times the area of the next face: clearly the one that is meant


@dataclass(frozen=True, kw_only=True)
class Found:
    """An aligned face."""

    face_HW3: np.ndarray  # 112 x 112, uint8, red green blue
    notes: tuple[str, ...]  # what was done, or should be known


class Dropped(ValueError):
    """There is no face to use; the sentence says why, `reason` in a word or two."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def find_face(
    path: Path, detector: Detector, *, smallest: float = SMALLEST, largest_of_several: bool = False
) -> Found:
    """The face of the person a photograph is of.

    Of several faces it is the largest if that is clearly larger than the next, or if
    `largest_of_several` says to take it anyhow.

    Raises:
        Dropped: there is no such face.
    """
    try:
        photo = read_photo(path)
    except ValueError as error:
        raise Dropped("unreadable", str(error)) from None
    height, width = photo.pixels_HW3.shape[:2]
    if min(height, width) < smallest:
        raise Dropped("tiny", f"{path} has {width} x {height} pixels, too few for a face.")
    faces = detector.faces(photo.pixels_HW3)
    if not faces:
        raise Dropped("no face", f"No face is found in {path}.")
    first = faces[0]
    notes = photo.notes
    if len(faces) > 1:
        if not largest_of_several and first.area < CLEARLY * faces[1].area:
            raise Dropped(
                "several faces",
                f"{path} shows {len(faces)} faces, and none is clearly the largest.",
            )
        notes += (f"{len(faces)} faces, the largest taken",)
    if first.size < smallest:
        raise Dropped(
            "small face",
            f"The face in {path} has {first.size:.0f} pixels, and {smallest:g} are the least.",
        )
    return Found(face_HW3=align(photo.pixels_HW3, first.points_52), notes=notes)
