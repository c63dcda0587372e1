"""Data, network, schedule and seeds of the open-set experiment."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

from evidence.tuned import Plan
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

    @property
    def plan(self) -> Plan:
        """The runs."""
        return Plan(
            steps=self.steps,
            longer=self.longer,
            seeds=self.seeds,
            tuning_seeds=self.tuning_seeds,
        )

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
