"""How large the experiments on lengths are.

Data, steps and settings of the losses were chosen with seed 0, which judges nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lessons.toy_faces import FacesConfig
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces

NAMES = (
    "softmax", "norm_softmax", "arc_softmax", "sv_arc_softmax", "magface", "adaface",
)  # fmt: skip
FREE, NORM, ARC, SV_ARC, MAG, ADA = range(len(NAMES))
WAYS = ("sharp", "mixed", "levelled")  # what pictures the networks learn from
SHARP, MIXED, LEVELLED = range(len(WAYS))
STRENGTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
TESTS = ("blur", "dark", "noise", "all")  # how the pictures of a test are worse
RULES = ("length", "chance", "truth", "contrast")  # by which pictures are rejected
LENGTH, CHANCE, TRUTH, CONTRAST = range(len(RULES))
REJECTED = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
FAR = 0.01  # one wrong pair in a hundred is accepted
LENGTHS = np.linspace(0, 10, 41)  # over which softmax's loss is drawn
SIDES = (40.0, 80.0)  # degrees from the own class, of 120 between both: a right and a wrong sample
ANGLES = np.arange(0.0, 91.0, 5.0)  # of a sample from its own class, all others at 90 degrees
QUALITIES = np.linspace(-1, 1, 5)  # AdaFace's z, from short to long features
PORTRAIT = 40  # pixels on a side, of a portrait


@dataclass(frozen=True, kw_only=True)
class Config(FacesConfig):
    """How large the experiments are."""

    scale: float = 16.0
    margin: float = 15.0  # degrees, Arc's
    t: float = 1.1
    mag_margins: tuple[float, ...] = (10.0, 30.0)  # degrees, of short and of long features
    mag_lengths: tuple[float, ...] = (1.0, 20.0)
    mag_price: float = 10.0
    ada_margin: float = 0.2

    seeds: tuple[int, ...] = tuple(range(1, 11))
    people: int = 100
    pictures: int = 120  # many, so that hardly any is learned by heart
    worse_share: float = 0.5  # of the training pictures
    strangers: int = 60

    @classmethod
    def quick(cls) -> Config:
        """The same in seconds, to see that it runs."""
        return cls(seeds=(0, 1), people=8, pictures=4, face_steps=3, strangers=20, width=16)

    def losses(self) -> tuple[LossChoice, ...]:
        """Those of NAMES."""
        scale, (l_m, u_m) = self.scale, map(math.radians, self.mag_margins)
        l_a, u_a = self.mag_lengths
        arc = {"scale": scale, "margin": math.radians(self.margin)}
        return (
            LossChoice.of("softmax"),
            LossChoice.of("norm_softmax", scale=scale),
            LossChoice.of("arc_softmax", **arc),
            LossChoice.of("sv_arc_softmax", t=self.t, **arc),
            LossChoice.of(
                "magface", scale=scale, l_a=l_a, u_a=u_a, l_m=l_m, u_m=u_m, lambda_g=self.mag_price
            ),
            LossChoice.of("adaface", scale=scale, margin=self.ada_margin),
        )

    def faces(self, seed: int) -> RunConfig:
        """The training."""
        return self.faces_of(self.people, self.losses(), seed)

    def strange(self, **settings: float) -> Faces:
        """People as in the training, of whom there are any number of others."""
        own = {"identities": 2, "size": self.pixels, "nuisance": self.nuisance}
        return Faces(**(own | settings))  # type: ignore[arg-type]
