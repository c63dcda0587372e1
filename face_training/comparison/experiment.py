"""A data set of the comparison and how to train on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from evidence.tuned import Plan, Tuned
from face_training.comparison.splits import (
    Split,
    orl_split,
    small_synthetic_split,
    synthetic_split,
)
from face_training.config import (
    BackboneConfig,
    DataConfig,
    FaceConfig,
    HeadConfig,
    OptimiserConfig,
    ProbeConfig,
    ScheduleConfig,
    TrainingConfig,
)
from face_training.data.in_memory import FacesInMemory
from losses.fixed_scale import fixed_scale

LOOKS = 4  # times a run is looked at: the curve


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A data set and how to train on it."""

    name: str
    title: str
    split: Callable[[int], Split]
    fars: tuple[float, ...]
    plan: Plan
    batch: int = 32
    learning_rate: float = 0.1
    embedding: int = 64
    precision: str = "float32"

    def config(self, tuned: Tuned, seed: int, steps: int, train: FacesInMemory) -> FaceConfig:
        """The config of the run of a loss; t rises over the first half of the steps."""
        parameters = tuned.parameters(fixed_scale(len(train.identities)))
        return FaceConfig(
            data=DataConfig(
                source=self.name,
                path="in memory",
                identities=len(train.identities),
                images=len(train) // len(train.identities),
                seed=seed,
                workers=0,
            ),
            backbone=BackboneConfig(name="tiny", embedding=self.embedding),
            head=HeadConfig(
                loss=tuned.row.loss,
                parameters=parameters,
                t_warmup=steps // 2 if "t" in parameters else 0,
            ),
            optimiser=OptimiserConfig(learning_rate=self.learning_rate),
            schedule=ScheduleConfig(unit="steps", length=steps, warmup=steps // 10, kind="cosine"),
            training=TrainingConfig(
                batch=self.batch,
                precision=self.precision,
                log_every=max(1, steps),
                seed=seed,
                # Hundreds of short trainings: each would wait longer for a compiler than it takes.
                compile=False,
            ),
            probe=ProbeConfig(every=max(1, steps // LOOKS)),
        )

    def settings(self) -> dict[str, Any]:
        """What decides a row, but for seed, steps and setting: a row names its own."""
        return {
            "data": self.name,
            "batch": self.batch,
            "learning_rate": self.learning_rate,
            "embedding": self.embedding,
            "precision": self.precision,
            "fars": list(self.fars),
        }


SEEDS, TUNING_SEEDS = tuple(range(10)), (200, 201)

EXPERIMENTS = (
    Experiment(
        name="synthetic",
        title="100 synthetic identities, tested on 100 others",
        split=synthetic_split,
        fars=(1e-2, 1e-3, 1e-4),
        # One seed chooses the settings, because these are the longest trainings.
        plan=Plan(steps=2400, longer=4800, seeds=SEEDS, tuning_seeds=TUNING_SEEDS[:1]),
    ),
    Experiment(
        name="orl",
        title="20 people of the ORL faces, tested on the 20 others",
        split=orl_split,
        fars=(1e-2, 1e-3),
        plan=Plan(steps=120, longer=240, seeds=SEEDS, tuning_seeds=TUNING_SEEDS),
    ),
)


def quick(experiment: Experiment) -> Experiment:
    """The experiment in a size to try out."""
    split = small_synthetic_split if experiment.name == "synthetic" else experiment.split
    rows = tuple(row for row in experiment.plan.rows if row.loss in ("norm_softmax", "sv_softmax"))
    plan = Plan(steps=4, longer=6, seeds=(0, 1), tuning_seeds=(200,), rows=rows)
    return replace(experiment, plan=plan, split=split)
