"""Find faces in a photograph with OpenCV's YuNet, whose weights the user provides.

A face is a box, five landmarks and a score.  YuNet names the eyes from the person's side: its right
eye is the left one in the picture, so its landmarks are in the order of the alignment template.

H, W: pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from face_training.names import readable

LONGEST = 960  # pixels of the longer side: larger photographs are searched at this size
SHORTEST = 320  # pixels of the shorter side: smaller photographs are enlarged
MOST_ENLARGED = 4.0
BORDER = 0.25  # of the shorter side, added if no face is found: it may fill the picture
SCORE = 0.7
OVERLAP = 0.3


@dataclass(frozen=True, kw_only=True)
class Face:
    """A found face, in pixels of the photograph."""

    box: tuple[float, float, float, float]  # left, top, width, height
    points_52: np.ndarray
    score: float

    @property
    def size(self) -> float:
        """Pixels of the box's shorter side."""
        return min(self.box[2:])

    @property
    def area(self) -> float:
        """Square pixels of the box."""
        return self.box[2] * self.box[3]


class Detector:
    """YuNet with loaded weights."""

    def __init__(self, weights: Path, *, score: float = SCORE) -> None:
        """Load the weights.

        Raises:
            ValueError: there is no such file, or it does not hold YuNet's weights.
        """
        if not weights.is_file():
            raise ValueError(f"There are no detector's weights {weights}.")
        if readable(weights) != str(weights):  # OpenCV would end the process
            raise ValueError(f"The path {readable(weights)} of the weights is no UTF-8; rename it.")
        if not 0 < score < 1:
            raise ValueError(f"A face's score is between 0 and 1, not {score:g}.")
        try:
            self._net: Any = cv2.FaceDetectorYN.create(str(weights), "", (320, 320), score, OVERLAP)
            self._detect(np.zeros((320, 320, 3), np.uint8))
        except cv2.error:
            raise ValueError(f"{weights} does not hold YuNet's weights.") from None

    def faces(self, pixels_HW3: np.ndarray) -> list[Face]:
        """All faces in a photograph, the largest first."""
        height, width = pixels_HW3.shape[:2]
        scale = min(LONGEST / max(height, width), MOST_ENLARGED)
        scale = min(scale, max(1.0, SHORTEST / min(height, width)))
        found = self._found_at(pixels_HW3, scale)
        if not found:
            border = round(BORDER * min(height, width))
            wide_HW3 = cv2.copyMakeBorder(
                pixels_HW3, border, border, border, border, cv2.BORDER_REPLICATE
            )
            found = [_moved(face, -border) for face in self._found_at(wide_HW3, scale)]
        return sorted(found, key=lambda face: -face.area)

    def _found_at(self, pixels_HW3: np.ndarray, scale: float) -> list[Face]:
        if scale != 1:
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
            pixels_HW3 = cv2.resize(pixels_HW3, None, fx=scale, fy=scale, interpolation=how)
        return [_face(row / scale, row[14]) for row in self._detect(pixels_HW3)]

    def _detect(self, pixels_HW3: np.ndarray) -> np.ndarray:
        self._net.setInputSize(pixels_HW3.shape[1::-1])
        _, rows = self._net.detect(np.ascontiguousarray(pixels_HW3[..., ::-1]))  # as BGR
        return np.empty((0, 15)) if rows is None else np.asarray(rows, np.float64)


def _face(row: np.ndarray, score: float) -> Face:
    left, top, width, height = map(float, row[:4])
    points_52 = row[4:14].reshape(5, 2)
    return Face(box=(left, top, width, height), points_52=points_52, score=float(score))


def _moved(face: Face, by: float) -> Face:
    left, top, width, height = face.box
    box = (left + by, top + by, width, height)
    return Face(box=box, points_52=face.points_52 + by, score=face.score)
