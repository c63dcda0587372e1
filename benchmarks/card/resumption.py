"""A short training that is stopped and continued, beside the same training in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor

from benchmarks.card.check import Agreement, Check, apart
from face_training import recipes
from face_training.config import FaceConfig
from face_training.data.in_memory import FacesInMemory
from face_training.ranks import Ranks
from face_training.train import train
from face_training.training.model import Model

STEPS, CHECKPOINT, STOP = 24, 5, 12  # it goes on after step 10
PEOPLE, IMAGES = 20, 16
#: So many times as far apart as two trainings in one go: convolutions add up in any order.
TIMES = 4.0


class _Stopped(Exception):
    """What ends a training in the middle."""


class Resumption(Check):
    """As it trains by default: captured after some steps."""

    overrides = ("training.deterministic=false",)

    def agreements(self) -> Iterator[Agreement]:
        faces, config = _faces(), self._config()
        with TemporaryDirectory() as folder:
            wanted = self._run(config, Path(folder) / "whole", faces, stop=0)
            again = self._run(config, Path(folder) / "again", faces, stop=0)
            self._run(config, Path(folder) / "parts", faces, stop=STOP)
            found = self._run(config, Path(folder) / "parts", faces, stop=0)
        what = f"stopped at step {STOP} and continued, and in one go"
        noise = apart(again, wanted)
        yield Agreement("in one go, twice", noise, self.largest(noise))
        yield Agreement(what, apart(found, wanted), self.largest(noise))

    def largest(self, noise: float) -> float:
        """How far apart two trainings may be, if two in one go are so far apart."""
        return TIMES * noise + 1e-6

    def _config(self) -> FaceConfig:
        batch = 4 if self.quick else 16
        return recipes.read(
            "smoke",
            [
                "evaluation=[]", "training.evaluate_every=0", "data.workers=0",
                f"schedule.length={STEPS}", "schedule.warmup=3", f"training.batch={batch}",
                f"checkpoints.every={CHECKPOINT}", f"probe.every={STOP}",
                "optimiser.learning_rate=0.01", *self.overrides,
                f"training.device={self.device.split(':')[0]}",
            ],
        )  # fmt: skip

    def _run(
        self, config: FaceConfig, folder: Path, faces: FacesInMemory, *, stop: int
    ) -> list[Tensor]:
        """The weights at the end; none if it is stopped."""

        def record(step: int, _model: Model) -> None:
            if stop and step == stop:
                raise _Stopped

        ranks = Ranks(device=torch.device(self.device))
        try:
            model = train(config, ranks, folder, faces, report=lambda _: None, record=record).model
        except _Stopped:
            return []
        assert model.step == STEPS
        weights = (*model.backbone.parameters(), model.head.weight)
        return [weight.detach().cpu() for weight in weights]


class DeterministicResumption(Resumption):
    """With the same bits every time."""

    overrides = ("training.deterministic=true",)

    def largest(self, noise: float) -> float:
        """Not at all."""
        return 0.0


def _faces() -> FacesInMemory:
    """A pattern for each person, and noise."""
    draw = np.random.default_rng(0)
    shape = (3, 112, 112)
    patterns = draw.integers(0, 180, (PEOPLE, 1, *shape))
    noise = draw.integers(0, 70, (PEOPLE, IMAGES, *shape))
    images = (patterns + noise).astype(np.uint8).reshape(-1, *shape)
    return FacesInMemory(
        images_N3HW=torch.from_numpy(images),
        labels_N=np.repeat(np.arange(PEOPLE), IMAGES),
        identities=tuple(f"person {number}" for number in range(PEOPLE)),
        source="patterns and noise",
    )
