"""Runs of a stage: for each cell and seed all arms that are missing, kept as soon as they end."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from evidence.in_processes import in_processes
from toy_models.data import Dataset, load
from toy_models.guidance import measuring, training
from toy_models.guidance.arms import RISE, Arm, confirmed, screened
from toy_models.guidance.cells import PICTURES, UNSEEN_IDENTITIES, UNSEEN_PICTURES, Cell
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.rows import Row, Store
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.longer import LONGER_SEEDS, longer, longer_arms
from toy_models.guidance.stages.own_settings import (
    TUNING_SEEDS,
    best_arms,
    wanted_arms,
)

REPLICATES = 200  # of the people, in stage 2
#: So many arms of small networks are trained in one go; more would leave the processor's cache.
ARMS_AT_ONCE = 13
TUNING_LOOKS = (0.7, 1.0)  # shares of the steps


def settings(device: str) -> dict[str, Any]:
    """What all rows of a file share."""
    return {
        "batch": training.BATCH,
        "learning_rate": training.LEARNING_RATE,
        "rise": RISE,
        "pictures": PICTURES,
        "unseen": [UNSEEN_IDENTITIES, UNSEEN_PICTURES],
        "far": measuring.FAR,
        "device": device if device == "cpu" else torch.cuda.get_device_name(),
        "versions": {"torch": torch.__version__.split("+")[0], "numpy": np.__version__},
        "processor": platform.machine(),
    }


@dataclass(frozen=True)
class Job:
    """What one process makes in one go."""

    cell: Cell
    arms: tuple[Arm, ...]
    seed: int


def run_screen(
    cells: Sequence[Cell],
    store: Store,
    *,
    seeds: Sequence[int] = SCREEN_SEEDS,
    **how: Any,
) -> None:
    """Stage 1: two arms in every cell.  `how` is that of `run_all`."""
    # Seed by seed, so that an interrupted screen has every cell with the same seeds.
    run_all([Job(cell, screened(cell), seed) for seed in seeds for cell in cells], store, **how)


def run_confirmation(
    cells: Sequence[tuple[Cell, float]],
    store: Store,
    *,
    seeds: Sequence[int] = CONFIRMATION_SEEDS,
    replicates: int = REPLICATES,
    **how: Any,
) -> None:
    """Stage 2: thirteen arms in a few cells, each with the mean equivalent margin of SV there."""
    jobs = [Job(cell, confirmed(cell, margin), seed) for seed in seeds for cell, margin in cells]
    run_all(jobs, store, replicates=replicates, **how)


def run_own_settings(
    cells: Sequence[Cell],
    store: Store,
    *,
    seeds: Sequence[int] = CONFIRMATION_SEEDS,
    tuning: Sequence[int] = TUNING_SEEDS,
    replicates: int = REPLICATES,
    **how: Any,
) -> None:
    """Stage 3: each loss finds its best setting in a cell, in units of the cell's s, and is judged
    there."""
    while wanted := [
        Job(cell, tuple(arms), seed)
        for cell in cells
        for arms in [wanted_arms(_seen(store), cell, tuning)]
        if arms
        for seed in tuning
    ]:
        # A choice of settings needs no more of the curve.
        run_all(wanted, store, looks=TUNING_LOOKS, **how)
    best = {cell: tuple(best_arms(_seen(store), cell, tuning)) for cell in cells}
    jobs = [Job(cell, best[cell], seed) for seed in seeds for cell in cells]
    run_all(jobs, store, replicates=replicates, **how)


def run_control(
    control: Control, store: Store, *, replicates: int = REPLICATES, **how: Any
) -> None:
    """The losses of a control.  `how` is that of `run_all`."""
    arms = control.arms_in(control.cell)
    jobs = [Job(control.cell, arms, seed) for seed in control.seeds]
    run_all(jobs, store, replicates=replicates, **how)


def run_longer(
    own: Sequence[Row],
    cells: Sequence[Cell],
    store: Store,
    *,
    seeds: Sequence[int] = LONGER_SEEDS,
    tuning: Sequence[int] = TUNING_SEEDS,
    replicates: int = REPLICATES,
    **how: Any,
) -> None:
    """Stage 5: the losses of stage 3 at their best settings there, trained longer.

    `own` are the rows of stage 3, and `cells` its cells.  Raises ValueError as `longer_arms`.
    """
    arms = {cell: longer_arms(own, cell, tuning) for cell in cells}
    # Seed by seed, and the cell with a gain, which is stage 3's last, before the other.
    jobs = [Job(longer(cell), arms[cell], seed) for seed in seeds for cell in reversed(cells)]
    run_all(jobs, store, replicates=replicates, **how)


def _seen(store: Store) -> list[Row]:
    """All rows, those of other processes included."""
    store.refresh()
    return store.rows


def run_all(
    jobs: Sequence[Job],
    store: Store,
    *,
    processes: int = 1,
    progress: Callable[[str], None] = lambda _: None,
    **how: Any,
) -> None:
    """Make what the store lacks, in so many processes.  `how` is that of `run_cell`."""
    store.refresh()
    left = [
        job
        for job in jobs
        if any((job.cell.name, job.seed, arm.name) not in store for arm in job.arms)
    ]
    if left:
        # The first networks end together, minutes later.
        progress(
            f"{len(left)} of {len(jobs)} groups of networks are left.  The first is "
            f"{left[0].cell.name}  seed {left[0].seed}; its networks are shown when they end."
        )
    for rows in in_processes(partial(_run_job, store=store, **how), left, processes):
        for row in rows:
            progress(f"{row.cell}  seed {row.seed}  {row.arm:<12} TAR {row.tar:.3f}")
    store.refresh()


def _run_job(job: Job, *, store: Store, **how: Any) -> list[Row]:
    # Threads that fight over the cores of a machine are slower than one thread a process.
    torch.set_num_threads(1)
    return run_cell(job.cell, job.arms, job.seed, store, **how)


def run_cell(
    cell: Cell,
    arms: Sequence[Arm],
    seed: int,
    store: Store,
    *,
    device: str = "cpu",
    identities: int = UNSEEN_IDENTITIES,
    replicates: int = 0,
    looks: Sequence[float] = training.LOOKS,
) -> list[Row]:
    """Train the arms that the store lacks, and keep their rows, which are returned."""
    store.refresh()
    missing = [arm for arm in arms if (cell.name, seed, arm.name) not in store]
    if not missing:
        return []
    data: Dataset = load(cell.data, cell.wrong, seed)
    unseen = measuring.Unseen.of(cell, seed, identities)
    made: list[Row] = []
    for start in range(0, len(missing), ARMS_AT_ONCE):
        part = missing[start : start + ARMS_AT_ONCE]
        rows = _rows(cell, part, seed, data, unseen, device, replicates, looks)
        store.add(rows)
        made += rows
    return made


def _rows(
    cell: Cell,
    arms: Sequence[Arm],
    seed: int,
    data: Dataset,
    unseen: measuring.Unseen,
    device: str,
    replicates: int,
    look_at: Sequence[float],
) -> list[Row]:
    looks: list[int] = []
    tar_LK: list[list[float]] = [[] for _ in arms]
    known_LK: list[list[measuring.Known]] = [[] for _ in arms]
    final: list[dict[str, Any]] = []

    def look(state: training.Arms) -> None:
        looks.append(state.step)
        features_LND = measuring.unit_features(state, unseen.pictures_N)
        known_LND = measuring.known_features(state)
        finite_L = torch.isfinite(features_LND).all(-1).all(-1)
        last = state.step == cell.steps
        for at in range(len(arms)):
            if not finite_L[at] or state.finite_steps_L[at] < state.step:
                tar_LK[at].append(math.nan)
                known_LK[at].append(measuring.UNKNOWN)
                if last:
                    final.append({"diverged_at": int(state.finite_steps_L[at]) + 1})
                continue
            strangers = measuring.strangers(features_LND[at], unseen, with_eer=last)
            tar_LK[at].append(strangers.tar)
            known_LK[at].append(measuring.known(state, at, known_LND[at]))
            if last:
                drawn = ()
                if replicates:
                    tar_R = measuring.replicates(features_LND[at], unseen, replicates, seed)
                    drawn = tuple(np.round(tar_R * 1e4).astype(int).tolist())
                final.append(asdict(strangers) | {"replicates": drawn})

    training.train(cell, arms, seed, look, dataset=data, device=device, looks=look_at)
    rows = []
    for at, arm in enumerate(arms):
        end = known_LK[at][-1]
        measured = {"tar": math.nan, "tar_family": math.nan, "eer": math.nan} | final[at]
        rows.append(
            Row(
                cell=cell.name,
                seed=seed,
                arm=arm.name,
                error=end.error,
                true_error=end.true_error,
                equivalent_margin=end.equivalent_margin,
                nearest_weight=end.nearest_weight,
                looks=tuple(looks),
                tar_curve=tuple(tar_LK[at]),
                support_curve=tuple(one.with_support_vector for one in known_LK[at]),
                flips_curve=tuple(one.gradient_of_flips for one in known_LK[at]),
                stuck=end.true_error > 0.5 * (1 - 1 / cell.classes),
                **measured,
            )
        )
    return rows


def default_store(stage: str, folder: Path, device: str) -> Store:
    """The store of one of the stages, which names its file.  Raises ValueError as `Store`."""
    return Store(folder / f"{stage}.jsonl", settings(device))
