"""Data, network, schedule and seeds of the open-set experiment, and a row of its results."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

from evidence.best_setting import Setting, words
from evidence.ladders import ladders_of, parameters_at
from evidence.table_1 import Row
from evidence.verification import FARS
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Faces


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """How large the experiment is."""

    faces: Faces = field(default_factory=lambda: Faces(identities=100, images=40))
    unseen_identities: int = 150
    unseen_images: int = 10
    embedding: int = 64
    hidden: tuple[int, ...] = (16, 32, 64)
    steps: int = 600
    longer: int = 1200  # steps, to see whether going on changes the order
    learning_rate: float = 0.3  # of SGD; it rises at first, then falls along a cosine
    rise: float = 0.05  # share of the steps over which it rises
    weight_decay: float = 5e-4
    t_rise: float = 0.5  # share of the steps over which t rises from 1
    seeds: tuple[int, ...] = tuple(range(10))
    tuning_seeds: tuple[int, ...] = (200, 201)

    def config(self, losses: tuple[LossChoice, ...], seed: int, steps: int) -> RunConfig:
        """The training run of some losses."""
        return RunConfig(
            data=self.faces,
            losses=losses,
            network="cnn",
            hidden=self.hidden,
            embedding=self.embedding,
            steps=steps,
            optimiser="sgd",
            learning_rate=self.learning_rate,
            weight_decay=self.weight_decay,
            t_warmup=round(self.t_rise * steps),
            seed=seed,
        )

    def rate(self, step: int, steps: int) -> float:
        """The learning rate after so many steps."""
        risen = min(1.0, (step + 1) / (self.rise * steps))
        return self.learning_rate * risen * 0.5 * (1 + math.cos(math.pi * step / steps))

    def settings(self) -> dict[str, Any]:
        """What decides a row, as JSON, but for seed, steps and setting: a row names its own."""
        plain = asdict(self)
        for name in ("steps", "longer", "seeds", "tuning_seeds"):
            del plain[name]
        return {**plain, "fars": FARS}


@dataclass(frozen=True)
class Tuned:
    """A loss of Table 1 at a setting: s in multiples of s_A, and m if it has one."""

    row: Row
    setting: Setting

    @property
    def name(self) -> str:
        """`arc_softmax s0.8 m0.3`."""
        return f"{self.row.loss} {words(ladders_of(self.row), self.setting)}"

    def choice(self, unit: float) -> LossChoice:
        """The loss of a run; `unit` is s_A."""
        return LossChoice.of(self.row.loss, **parameters_at(self.row, self.setting, unit))


@dataclass(frozen=True, kw_only=True)
class OpenSetRun:
    """What one loss reached at one setting with one seed."""

    loss: str
    setting: tuple[float, ...]
    seed: int
    steps: int
    tar: tuple[float, ...]  # on people never trained on, one for each of FARS
    eer: float
    accuracy: float  # on new pictures of the training people, plain cosine
    looks: tuple[int, ...]  # steps
    tar_curve: tuple[float, ...]  # at FAR 1e-3, at these steps
    diverged: bool = False  # a number was not finite: all shares are 0 then

    @property
    def run(self) -> tuple[str, tuple[float, ...], int, int]:
        """What tells this run from all others."""
        return self.loss, self.setting, self.seed, self.steps
