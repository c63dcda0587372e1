"""Softmax and AM on a few clusters, over five seeds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lessons.experiments import Progress, provenance, silent, train_grid
from lessons.one_sample import between, explained_at, loss_and_push
from lessons.result import StoredResult
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs

NAMES = ("norm_softmax", "am_softmax")


@dataclass(frozen=True, kw_only=True)
class Config:
    """How large the experiment is."""

    margins: tuple[float, ...] = (0.0, 0.1, 0.2)
    steps: int = 60
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    @classmethod
    def quick(cls) -> Config:
        """The same in a second, to see that it runs."""
        return cls(steps=3, seeds=(0, 1))

    def compared(self, seed: int) -> RunConfig:
        """Both losses on three clusters."""
        losses = (LossChoice.of(NAMES[0]), LossChoice.of(NAMES[1], margin=0.2))
        blobs = Blobs(classes=3, per_class=20)
        return RunConfig(data=blobs, losses=losses, steps=self.steps, kept=2, seed=seed)


@dataclass(frozen=True, kw_only=True)
class Result(StoredResult):
    """S: seeds, L: losses, M: margins, A: angles."""

    config: Config
    angle_A: np.ndarray  # degrees from the own class weight
    push_MA: np.ndarray  # dL / dcos of the rival
    accuracy_SL: np.ndarray  # on test samples


def run(config: Config, progress: Progress = silent) -> Result:
    """One sample without training, and a comparison over seeds."""
    angle_A = np.linspace(0, 120, 25)
    am_M = [LossChoice.of("am_softmax", margin=m) for m in config.margins]
    runs_S = train_grid(config.compared, config.seeds, progress=progress)
    return Result(
        config=config,
        provenance=provenance(),
        explained={"am": tuple(explained_at(am, 40)[0] for am in am_M)},
        angle_A=angle_A,
        push_MA=np.stack([loss_and_push(am, between(angle_A))[1] for am in am_M]),
        accuracy_SL=runs_S.stacked("test_accuracy_L")[:, -1],
    )


def shown_runs(result: Result) -> dict[str, RunConfig]:
    """The runs that the reader sees move."""
    return {"run": replace(result.config.compared(0), kept=60, recorded=40)}
