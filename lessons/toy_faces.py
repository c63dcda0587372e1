"""Toy faces as lessons train them: the people, the network, and the strangers of the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces, Families


@dataclass(frozen=True, kw_only=True)
class FacesConfig:
    """The base of a lesson's `Config`, which may change what it starts with."""

    pictures: int = 40  # of each person, for training
    pixels: int = 16
    nuisance: float = 0.5  # pose, light and expression, as a factor
    dimension: int = 32
    width: int = 128
    face_steps: int = 500
    face_rate: float = 0.003
    strangers: int = 100
    stranger_pictures: int = 8

    def faces_of(
        self, people: int | Families, losses: Sequence[LossChoice], seed: int, **settings: Any
    ) -> RunConfig:
        """A training on so many people.

        Args:
            people: how many, or families of them.
            losses: that are trained, from one start and on the same batches.
            seed: of people, pictures, start and batches.
            settings: of `RunConfig`, in the place of those here.
        """
        data = (
            people
            if isinstance(people, Families)
            else Faces(
                identities=people, images=self.pictures, size=self.pixels, nuisance=self.nuisance
            )
        )
        own: dict[str, Any] = {
            "steps": self.face_steps, "learning_rate": self.face_rate, "kept": 2,
            "embedding": self.dimension, "hidden": (self.width,),
        }  # fmt: skip
        return RunConfig(data=data, losses=tuple(losses), seed=seed, **(own | settings))
