"""Faces in image files, wherever these lie: in folders, in a .rec, in shards.

A source gives the bytes of an image; decoding is the same for all.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from typing import Self

import numpy as np
import torch
from torch import Tensor

from face_training.data.faces import Labels
from face_training.photos.photo import SIDE, aligned_pixels


class EncodedFaces(ABC):
    """A source of image files; N: images, H, W: pixels."""

    side: int = SIDE  # pixels of a side of its images

    def at_size(self, side: int) -> Self:
        """The same faces, decoded to side x side pixels."""
        other = copy.copy(self)
        object.__setattr__(other, "side", side)  # sources are frozen
        return other

    @property
    @abstractmethod
    def labels_N(self) -> Labels:
        """The identity of each image."""

    @abstractmethod
    def encoded(self, index: int, /) -> tuple[bytes, str]:
        """The file of an image, and which one it is, in words.

        Raises:
            ValueError: it cannot be read.
        """

    def pixels(self, index: int, /) -> np.ndarray:
        """An image, uint8 (side, side, 3), red green blue.

        Raises:
            ValueError: it cannot be read.
        """
        return aligned_pixels(*self.encoded(index), self.side)

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        image_3HW = torch.from_numpy(self.pixels(index)).permute(2, 0, 1)
        return image_3HW, int(self.labels_N[index])
