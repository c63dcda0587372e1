"""What is missing, run by run: first the settings, then the judgement, then longer trainings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from evidence.run_store import RunStore
from evidence.table_1 import ROWS, Row
from toy_models.config import MAX_LOSSES
from toy_models.open_set.experiment import Experiment, OpenSetRun, Tuned
from toy_models.open_set.results import best, wanted
from toy_models.open_set.training import train_and_test

Store = RunStore[OpenSetRun]


def store_of(experiment: Experiment, file: Path) -> Store:
    """The store of an experiment.  Raises ValueError as `RunStore`."""
    versions = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
    return RunStore(file, {**experiment.settings(), "versions": versions}, OpenSetRun)


def run(
    experiment: Experiment,
    store: Store,
    rows: Sequence[Row] = ROWS,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Make what the store lacks, and keep each run as soon as it is there."""
    steps = experiment.steps
    while settings := wanted(experiment, store.rows, rows):
        for seed in experiment.tuning_seeds:
            _train_missing(experiment, settings, seed, steps, store, progress)
    chosen = best(experiment, store.rows, rows)
    for seed in experiment.seeds:
        _train_missing(experiment, chosen, seed, steps, store, progress)
    for seed in experiment.tuning_seeds:
        _train_missing(experiment, chosen, seed, experiment.longer, store, progress)


def _train_missing(
    experiment: Experiment,
    tuned: Sequence[Tuned],
    seed: int,
    steps: int,
    store: Store,
    progress: Callable[[str], None],
) -> None:
    missing = [one for one in tuned if (one.row.loss, one.setting, seed, steps) not in store]
    for start in range(0, len(missing), MAX_LOSSES):
        part = missing[start : start + MAX_LOSSES]
        made = train_and_test(experiment, part, seed, steps)
        store.add(made)
        for one, row in zip(part, made, strict=True):
            progress(f"seed {seed}  {steps} steps  {one.name:<30} TAR {row.tar[1]:.3f}")
