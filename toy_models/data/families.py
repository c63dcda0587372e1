"""Toy faces in families: look-alikes at a chosen distance, known and not searched for.

Each identity factor is drawn as

    mean + deviation (sqrt(1 - d^2) family + d own),      family, own ~ Normal(0, 1)

so at every distance d the people as a whole vary as the toy faces do.  d = 1 gives strangers, and
d near 0 gives people who can hardly be told apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset, Floats, Labels
from toy_models.data.faces import IDENTITY, Faces, Factor
from toy_models.data.option import check, choice, number


@dataclass(frozen=True, kw_only=True)
class Families:
    """Toy faces of `identities` people in families of `family`, `images` pictures of each.

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "families"
    title: ClassVar[str] = "Toy faces in families"
    is_images: ClassVar[bool] = True

    identities: int = number(40, 4, 20_000, title="Identities", offered=(8, 100, 4), start=20)
    images: int = number(40, 4, 500, title="Pictures of each", offered=(10, 60, 10))
    family: int = number(4, 2, 20)  # people who look alike
    distance: float = number(
        0.4, 0.05, 1.0, title="Distance within a family", offered=(0.1, 1.0, 0.05),
        help="How much the members of a family differ: at 1 as strangers do, near 0 hardly.",
    )  # fmt: skip
    wrong_labels: str = choice(
        "look-alike", {"look-alike": "a look-alike", "anyone": "anyone"},
        title="A wrong label names",
    )  # fmt: skip
    size: int = number(32, 16, 128)  # pixels on a side
    #: Factor on everything that is not identity.
    nuisance: float = number(
        1.0, 0.0, 3.0, title="Pose, light and expression", offered=(0.0, 2.0, 0.1)
    )
    grain: float = number(0.06, 0.0, 0.5)  # deviation of the pixel noise

    def __post_init__(self) -> None:
        check(self)
        if self.identities % self.family:
            raise ValueError(
                f"families identities must be a multiple of family, {self.family}, "
                f"not {self.identities}."
            )
        self._faces()  # refuses too many pictures

    def load(self, seed: int) -> Dataset:
        """Training pictures, and a few more of the same people for testing."""
        names = (
            f"family {k // self.family}, person {k % self.family}" for k in range(self.identities)
        )
        return self._faces().dataset(
            seed,
            self._people(np.random.default_rng([seed, 0]), self.identities),
            tuple(names),
            self._look_alikes() if self.wrong_labels == "look-alike" else None,
        )

    def unseen(self, seed: int, identities: int, images: int) -> tuple[Floats, Labels]:
        """Pictures (N, size, size) and labels of other people; `family` at a time look alike.

        Raises:
            ValueError: `identities` is not a multiple of the family.
        """
        if identities % self.family:
            raise ValueError(f"{identities} people do not make families of {self.family}.")
        people = self._people(np.random.default_rng([seed, 3]), identities)
        return self._faces().pictures(np.random.default_rng([seed, 4]), people, images)

    def _people(self, draw: np.random.Generator, count: int) -> dict[str, Factor]:
        shared = math.sqrt(1 - self.distance**2)
        people = {}
        for name, (mean, deviation) in IDENTITY.items():
            family = np.repeat(draw.standard_normal(count // self.family), self.family)
            own = draw.standard_normal(count)
            people[name] = mean + deviation * (shared * family + self.distance * own)
        return people

    def _look_alikes(self) -> Labels:
        """The other members of each person's family.  Shape (C, family - 1)."""
        start_C1 = np.arange(self.identities)[:, None] // self.family * self.family
        step_M = np.arange(1, self.family)
        place_C1 = np.arange(self.identities)[:, None] % self.family
        return start_C1 + (place_C1 + step_M) % self.family

    def _faces(self) -> Faces:
        return Faces(
            identities=self.identities,
            images=self.images,
            size=self.size,
            nuisance=self.nuisance,
            grain=self.grain,
        )
