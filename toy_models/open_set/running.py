"""What is missing, run by run: first the settings, then the judgement, then longer trainings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch

from evidence.run_store import RunStore
from evidence.tuned import Plan, TunedRun
from toy_models.config import MAX_LOSSES
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.training import train_and_test

Store = RunStore[TunedRun]


def store_of(experiment: Experiment, file: Path) -> Store:
    """The store of an experiment.  Raises ValueError as `RunStore`."""
    versions = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
    return RunStore(file, {**experiment.settings(), "versions": versions}, TunedRun)


def run(
    experiment: Experiment,
    store: Store,
    plan: Plan | None = None,
    *,
    processes: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Make what the store lacks, and keep each run as soon as it is there."""
    train = partial(train_and_test, experiment)
    (plan or experiment.plan).run(
        store, train, at_once=MAX_LOSSES, processes=processes, progress=progress
    )
