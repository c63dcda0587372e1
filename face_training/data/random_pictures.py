"""Pictures of noise, any number of identities: what a machine can hold, without any data.

Nothing can be learned from them.  A picture is drawn from (seed, its number), so a set takes no
memory but for its labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

import numpy as np
import torch
from torch import Tensor

from face_training.data.faces import Labels
from face_training.data.synthetic import check_numbers


@dataclass(frozen=True)
class Numbers(Sequence[str]):
    """The numbers from 0 on as names, made when they are asked for."""

    names: int

    def __len__(self) -> int:
        return self.names

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        found = range(self.names)[place]
        return tuple(map(str, found)) if isinstance(found, range) else str(found)


@dataclass(frozen=True, kw_only=True)
class RandomPictures:
    """`images` pictures of noise for each identity."""

    identities_asked: int
    images: int
    seed: int
    size: int

    @property
    def source(self) -> str:
        """What they are, in words."""
        return (
            f"random pictures: {self.images} of each of {self.identities_asked:,} identities, "
            f"seed {self.seed}; nothing can be learned from them"
        )

    @cached_property
    def labels_N(self) -> Labels:
        """Identity by identity."""
        return np.repeat(np.arange(self.identities_asked, dtype=np.int64), self.images)

    @property
    def identities(self) -> Sequence[str]:
        """Their numbers."""
        return Numbers(self.identities_asked)

    def at_size(self, side: int) -> RandomPictures:
        """As many pictures of side x side pixels."""
        return replace(self, size=side)

    def __len__(self) -> int:
        return self.identities_asked * self.images

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        if not 0 <= index < len(self):
            raise IndexError(f"There is no picture {index} in {len(self)}.")
        pixels = np.random.default_rng([self.seed, 9, index]).integers(
            0, 256, (3, self.size, self.size), dtype=np.uint8
        )
        return torch.from_numpy(pixels), int(index) // self.images


def random_pictures(
    *, identities: int, images: int = 1, seed: int = 0, size: int = 112
) -> RandomPictures:
    """Pictures of noise, to see what fits and how fast it goes.

    Raises:
        ValueError: a number is out of range.
    """
    check_numbers(
        "random pictures", {"identities": identities, "images": images, "seed": seed, "size": size}
    )
    return RandomPictures(identities_asked=identities, images=images, seed=seed, size=size)
