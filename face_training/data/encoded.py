"""Faces in image files, wherever these lie: in folders, in a .rec, in shards.

A source gives the bytes of an image; decoding is the same for all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from torch import Tensor

from face_training.data.faces import Labels
from face_training.photos.photo import decode_aligned


class EncodedFaces(ABC):
    """A source of image files; N images."""

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

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        return decode_aligned(*self.encoded(index)), int(self.labels_N[index])
