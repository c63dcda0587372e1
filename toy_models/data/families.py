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
from toy_models.data.faces import IDENTITY, TEST_SHARE, Faces, Factor


@dataclass(frozen=True, kw_only=True)
class Families:
    """Toy faces of `identities` people in families of `family`, `images` pictures of each.

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "families"
    is_images: ClassVar[bool] = True

    identities: int = 40
    images: int = 40
    family: int = 4  # people who look alike
    distance: float = 0.4  # between the members of a family; 1: as strangers
    wrong_labels: str = "look-alike"  # a wrong label names a "look-alike" or "anyone"
    size: int = 32  # pixels on a side
    nuisance: float = 1.0  # factor on everything that is not identity
    grain: float = 0.06  # deviation of the pixel noise

    def __post_init__(self) -> None:
        self._faces()  # refuses what toy faces refuse
        for name, value, low, high in (
            ("family", self.family, 2, 20),
            ("distance", self.distance, 0.05, 1),
        ):
            if not low <= value <= high:
                raise ValueError(f"families {name} must be {low:g} to {high:g}, not {value}.")
        if self.identities % self.family:
            raise ValueError(
                f"families identities must be a multiple of family, {self.family}, "
                f"not {self.identities}."
            )
        if self.wrong_labels not in ("look-alike", "anyone"):
            raise ValueError(
                "families wrong_labels must be 'look-alike' or 'anyone', "
                f"not {self.wrong_labels!r}."
            )

    def load(self, seed: int) -> Dataset:
        """Training pictures, and a few more of the same people for testing."""
        faces = self._faces()
        people = self._people(np.random.default_rng([seed, 0]), self.identities)
        extra = max(1, round(TEST_SHARE * self.images))
        inputs_NI, labels_N = faces.pictures(np.random.default_rng([seed, 1]), people, self.images)
        tests_MI, tests_M = faces.pictures(np.random.default_rng([seed, 2]), people, extra)
        return Dataset(
            inputs_NI=inputs_NI,
            labels_N=labels_N,
            true_labels_N=labels_N.copy(),
            test_inputs_MI=tests_MI,
            test_labels_M=tests_M,
            class_names=tuple(
                f"family {k // self.family}, person {k % self.family}"
                for k in range(self.identities)
            ),
            look_alikes_CM=self._look_alikes() if self.wrong_labels == "look-alike" else None,
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
