"""Synthetic identities, any number of them: the drawn faces of the toys, enlarged.

Nothing is stored: person k is drawn from (seed, k), and picture j of that person from (seed, k, j).
So a set takes no memory, and sets with other first numbers show other people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from face_training.data.faces import Labels
from toy_models.data.faces import IDENTITY, NUISANCE, draw_faces

GRAIN = 0.06  # standard deviation of the pixel noise, as in the toys
LIMITS = {
    "identities": (2, 10_000_000),
    "images": (1, 100_000),
    "first": (0, 10_000_000),
    "seed": (0, 2**31 - 1),
    "size": (32, 1024),
}


@dataclass(frozen=True, kw_only=True)
class Synthetic:
    """People `first` to `first + identities - 1` of a seed, with `images` pictures each."""

    identities_asked: int
    images: int
    seed: int
    size: int
    first: int

    @property
    def source(self) -> str:
        """The people, in words."""
        last = self.first + self.identities_asked - 1
        return f"synthetic faces {self.first} to {last} of seed {self.seed}, {self.images} each"

    @cached_property
    def labels_N(self) -> Labels:
        """Person by person."""
        return np.repeat(np.arange(self.identities_asked, dtype=np.int64), self.images)

    @cached_property
    def identities(self) -> tuple[str, ...]:
        """The numbers of the people: the same number is the same person in every set of a seed."""
        return tuple(f"synthetic {self.first + k}" for k in range(self.identities_asked))

    def at_size(self, side: int) -> Synthetic:
        """The same people, drawn with side x side pixels."""
        return replace(self, size=side)

    def __len__(self) -> int:
        return self.identities_asked * self.images

    def __getitem__(self, index: int, /) -> tuple[Tensor, int]:
        if not 0 <= index < len(self):
            raise IndexError(f"There is no image {index} in {len(self)} of {self.source}.")
        label, picture = divmod(int(index), self.images)
        person = self.first + label
        of_person = np.random.default_rng([self.seed, 5, person])
        of_picture = np.random.default_rng([self.seed, 6, person, picture])
        factors = {name: of_person.normal(*law, size=1) for name, law in IDENTITY.items()}
        factors |= {name: of_picture.normal(*law, size=1) for name, law in NUISANCE.items()}
        (drawn_HW,) = draw_faces(factors, self.size)
        drawn_HW = drawn_HW + GRAIN * of_picture.standard_normal(drawn_HW.shape, dtype=np.float32)
        grey_HW = torch.from_numpy((drawn_HW.clip(0, 1) * 255).round().astype(np.uint8))
        return grey_HW.expand(3, -1, -1).contiguous(), label


def synthetic(
    *, identities: int, images: int, seed: int = 0, size: int = 112, first: int = 0
) -> Synthetic:
    """Faces of people who do not exist.

    Raises:
        ValueError: a number is out of range.
    """
    asked = {"identities": identities, "images": images, "first": first, "seed": seed, "size": size}
    check_numbers("synthetic faces", asked)
    return Synthetic(identities_asked=identities, images=images, seed=seed, size=size, first=first)


def check_numbers(what: str, asked: Mapping[str, object]) -> None:
    """Raise a ValueError if a number of a generated set is out of its range."""
    for name, value in asked.items():
        low, high = LIMITS[name]
        if not (isinstance(value, int) and low <= value <= high):
            raise ValueError(
                f"{name} of {what} must be a whole number from {low} to {high}, not {value!r}."
            )
