"""How large the experiments on strangers are.

Data and steps were chosen with seed 0, which judges nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lessons.toy_faces import FacesConfig
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces, Families

NAMES = ("norm_softmax", "arc_softmax")
ARC = 1
FARS = np.logspace(-4, -1, 13)
COSINES = np.linspace(-0.1, 0.95, 43)
PAIRS = np.logspace(5, 9, 33)  # wrong pairs in a test
RARE = 1e-6  # the FAR that they are asked for
CERTAIN = slice(4, 9, 2)  # of FARS: 1e-3 to 1e-2, at which intervals are drawn
PORTRAIT = 40  # pixels on a side, of a portrait
POOL_SEED = 1000  # more than a seed: the people of the small tests are others


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are."""

    scale: float = 16.0
    margin: float = 15.0  # degrees, Arc's
    door: float = 1e-3  # FAR of the door's threshold

    seeds: tuple[int, ...] = tuple(range(1, 11))
    people: int = 400
    pictures: int = 20
    batch: int = 32
    face_steps: int = 1500
    shares: tuple[float, ...] = (0.0, 0.1, 1.0)  # 0: the classes of the batch; 1: all
    strangers: int = 200

    distances: tuple[float, ...] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    family: int = 4
    family_people: int = 120

    pool: int = 500  # people from whom small tests are drawn
    pool_pictures: int = 16
    tests: int = 300
    test_far: float = 1e-2
    few: int = 20  # people of a small test
    replicates: int = 100

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(
            seeds=(0, 1), people=40, pictures=5, face_steps=4, batch=2, shares=(0.0, 0.1, 1.0),
            strangers=60, stranger_pictures=4, distances=(0.3, 1.0), family_people=48, pool=60,
            pool_pictures=4, tests=5, width=16, replicates=5,
        )  # fmt: skip

    @property
    def few_people(self) -> tuple[tuple[int, int], ...]:
        """Tests of the same few people with ever more pictures of each: (people, pictures)."""
        powers = range(int(math.log2(self.pool_pictures)) + 1)
        return tuple((self.few, 2**power) for power in powers)

    @property
    def equal_pairs(self) -> tuple[tuple[int, int], ...]:
        """Tests with about equally many wrong pairs, of ever more people: (people, pictures)."""
        pictures = [pictures for _, pictures in self.few_people[:0:-1]]
        return tuple((round(7 * self.pool_pictures / m * self.few / 20), m) for m in pictures)

    @property
    def least_share(self) -> float:
        """Share of the classes that a batch has, on the average."""
        return 1 - (1 - 1 / self.people) ** self.batch

    def losses(self) -> tuple[LossChoice, ...]:
        """Those of NAMES."""
        return (
            LossChoice.of(NAMES[0], scale=self.scale),
            LossChoice.of(NAMES[1], scale=self.scale, margin=math.radians(self.margin)),
        )

    def faces(self, seed: int, share: float = 1.0) -> RunConfig:
        """The training; with some of the classes at a step, of Arc alone."""
        losses = self.losses() if share == 1 else self.losses()[ARC:]
        return self.faces_of(self.people, losses, seed, batch=self.batch)

    def strange(self) -> Faces:
        """People as in the training, of whom there are any number of others."""
        return Faces(identities=2, size=self.pixels, nuisance=self.nuisance)

    def families(self, distance: float) -> Families:
        """Strangers, some of whom look alike."""
        return Families(
            identities=self.family_people, family=self.family, distance=distance,
            size=self.pixels, nuisance=self.nuisance,
        )  # fmt: skip
