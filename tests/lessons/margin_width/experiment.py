"""Softmax and AM on a few clusters, over five seeds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lessons.experiments import Progress, provenance, silent, train_grid
from lessons.one_sample import explained_at
from lessons.result import StoredResult
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs

NAMES = ("norm_softmax", "am_softmax")


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiment is."""

    margin: float = 0.2
    steps: int = 60
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    @classmethod
    def quick(cls) -> Config:
        """The same in a second, to see that it runs."""
        return cls(steps=3, seeds=(0, 1))

    def losses(self) -> tuple[LossChoice, ...]:
        """Softmax and AM."""
        return LossChoice.of(NAMES[0]), LossChoice.of(NAMES[1], margin=self.margin)

    def compared(self, seed: int) -> RunConfig:
        """Both losses on three clusters."""
        blobs = Blobs(classes=3, per_class=20)
        return RunConfig(data=blobs, losses=self.losses(), steps=self.steps, kept=2, seed=seed)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """S: seeds, L: losses."""

    config: Config
    accuracy_SL: np.ndarray  # on test samples


def run(config: Config, progress: Progress = silent) -> Result:
    """One sample without training, and a comparison over seeds."""
    runs_S = train_grid(config.compared, config.seeds, progress=progress)
    return Result(
        config=config,
        provenance=provenance(),
        explained={"am": explained_at(config.losses()[1], 40)},
        accuracy_SL=runs_S.stacked("test_accuracy_L")[:, -1],
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """The runs that the reader sees move."""
    return {"run": replace(result.config.compared(0), kept=60, recorded=40)}
