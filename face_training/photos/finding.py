"""Find and align the face of a photograph, or say why that is not possible."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from face_training.photos.alignment import align
from face_training.photos.detection import Detector
from face_training.photos.photo import SIDE, read_photo

SMALLEST = 24  # pixels of a face's shorter side
CLEARLY = 2.0  # a face this many times larger than the next is the face that is meant


@dataclass(frozen=True, kw_only=True)
class AlignedFace:
    """An aligned face."""

    face_HW3: np.ndarray  # square, uint8, red green blue
    notes: tuple[str, ...]  # what was changed, and what a user should know


class NoFace(ValueError):
    """A photograph without a usable face; the message is a sentence, `reason` a word or two."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def find_face(
    path: Path,
    detector: Detector,
    *,
    smallest: float = SMALLEST,
    largest_of_several: bool = False,
    side: int = SIDE,
    template_52: np.ndarray | None = None,
) -> AlignedFace:
    """The aligned face, of side x side pixels, of the person in a photograph.

    Of several faces, the largest is taken if it is clearly larger than the next, or always with
    `largest_of_several`.

    Raises:
        NoFace: there is no face, or it is not clear which face is meant.
    """
    try:
        photo = read_photo(path)
    except ValueError as error:
        raise NoFace("unreadable", str(error)) from None
    height, width = photo.pixels_HW3.shape[:2]
    if min(height, width) < smallest:
        raise NoFace("tiny", f"{path} has {width} x {height} pixels, too few for a face.")
    faces = detector.faces(photo.pixels_HW3)
    if not faces:
        raise NoFace("no face", f"No face is found in {path}.")
    first = faces[0]
    notes = photo.notes
    if len(faces) > 1:
        if not largest_of_several and first.area < CLEARLY * faces[1].area:
            raise NoFace(
                "several faces",
                f"{path} shows {len(faces)} faces, and none is clearly the largest.",
            )
        notes += (f"{len(faces)} faces, the largest taken",)
    if first.size < smallest:
        raise NoFace(
            "small face",
            f"The face in {path} has {first.size:.0f} pixels, and {smallest:g} are the least.",
        )
    face_HW3 = align(photo.pixels_HW3, first.points_52, side, template_52)
    return AlignedFace(face_HW3=face_HW3, notes=notes)
