"""What a network wants to be fed with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from face_training.photos.alignment import template_of
from face_training.photos.photo import SIDE

COLOURS = ("RGB", "BGR")
SMALLEST, LARGEST = 16, 1024  # pixels of a side


@dataclass(frozen=True, kw_only=True)
class Input:
    """The input of a network: (B, 3, size, size) float32, (value - mean) / scale.

    `template` is where the five landmarks of an aligned face lie; by default where they do in all
    published faces, for faces of this size.
    """

    size: int = SIDE
    colours: str = "RGB"
    mean: float = 127.5
    scale: float = 127.5
    batch: int = 0  # images at a time; 0: any number
    template: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if (
            self.colours not in COLOURS
            or self.scale == 0
            or not SMALLEST <= self.size <= LARGEST
            or self.batch < 0
        ):
            raise ValueError(
                f"An input has colours RGB or BGR, a scale that is not 0, {SMALLEST} to {LARGEST} "
                f"pixels and 0 images at a time (any number) or more; not {self.colours}, "
                f"{self.scale:g}, {self.size} and {self.batch}."
            )
        if not self.template:
            points = tuple((float(x), float(y)) for x, y in template_of(self.size))
            object.__setattr__(self, "template", points)

    @property
    def template_52(self) -> np.ndarray:
        """The template as an array."""
        return np.array(self.template)
