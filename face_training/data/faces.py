"""The interface of every source of face images.

N: images, C: identities, H, W: pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

Labels = NDArray[np.int64]


class Faces(Protocol):
    """A map-style data set of aligned faces."""

    @property
    def source(self) -> str:
        """The files or the generator, in words."""

    @property
    def labels_N(self) -> Labels:
        """The identity of each image, 0 to C - 1; each of them occurs."""

    @property
    def identities(self) -> Sequence[str]:
        """The C names."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> tuple[Tensor, int]:
        """Image (3, H, W), uint8, red green blue; and its identity."""
