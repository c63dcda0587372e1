"""Runs of a stage: for each cell and seed all arms that are missing, kept as soon as they end."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from toy_models.data import Dataset, load
from toy_models.guidance import measuring, training
from toy_models.guidance.arms import Arm, confirmed, screened
from toy_models.guidance.cells import PICTURES, UNSEEN_IDENTITIES, UNSEEN_PICTURES, Cell
from toy_models.guidance.own_settings import (
    TUNING_SEEDS,
    best_arms,
    wanted_arms,
)
from toy_models.guidance.predictions import CONFIRMATION_SEEDS, SCREEN_SEEDS
from toy_models.guidance.rows import Row, Store

REPLICATES = 200  # of the people, in stage 2
#: So many arms of small networks are trained in one go; more would leave the processor's cache.
ARMS_AT_ONCE = 13
TUNING_LOOKS = (0.7, 1.0)  # shares of the steps; a choice of settings needs no more of the curve


def settings(device: str) -> dict[str, Any]:
    """What all rows of a file share."""
    return {
        "batch": training.BATCH,
        "learning_rate": training.LEARNING_RATE,
        "rise": training.RISE,
        "pictures": PICTURES,
        "unseen": [UNSEEN_IDENTITIES, UNSEEN_PICTURES],
        "far": measuring.FAR,
        "device": device if device == "cpu" else torch.cuda.get_device_name(),
        "versions": {"torch": torch.__version__.split("+")[0], "numpy": np.__version__},
        "processor": platform.machine(),
    }


def run_screen(
    cells: Sequence[Cell],
    store: Store,
    *,
    seeds: Sequence[int] = SCREEN_SEEDS,
    device: str = "cpu",
    progress: Callable[[str], None] = lambda _: None,
    identities: int = UNSEEN_IDENTITIES,
) -> None:
    """Stage 1: two arms in every cell."""
    # Seed by seed, so that an interrupted screen has every cell with the same seeds.
    for seed in seeds:
        for cell in cells:
            run_cell(
                cell, screened(cell), seed, store,
                device=device, progress=progress, identities=identities,
            )  # fmt: skip


def run_confirmation(
    cells: Sequence[tuple[Cell, float]],
    store: Store,
    *,
    seeds: Sequence[int] = CONFIRMATION_SEEDS,
    device: str = "cpu",
    progress: Callable[[str], None] = lambda _: None,
    identities: int = UNSEEN_IDENTITIES,
    replicates: int = REPLICATES,
) -> None:
    """Stage 2: thirteen arms in a few cells, each with the mean equivalent margin of SV there."""
    for seed in seeds:
        for cell, margin in cells:
            run_cell(
                cell, confirmed(cell, margin), seed, store, device=device, progress=progress,
                identities=identities, replicates=replicates,
            )  # fmt: skip


def run_own_settings(
    cells: Sequence[Cell],
    store: Store,
    *,
    seeds: Sequence[int] = CONFIRMATION_SEEDS,
    tuning: Sequence[int] = TUNING_SEEDS,
    device: str = "cpu",
    progress: Callable[[str], None] = lambda _: None,
    identities: int = UNSEEN_IDENTITIES,
    replicates: int = REPLICATES,
) -> None:
    """Stage 3: each loss finds its best setting in a cell, in units of the cell's s, and is judged
    there."""
    for cell in cells:
        while arms := wanted_arms(_seen(store), cell, tuning):
            for seed in tuning:
                run_cell(
                    cell, arms, seed, store, device=device, progress=progress,
                    identities=identities, looks=TUNING_LOOKS,
                )  # fmt: skip
    # Seed by seed, so that an interrupted stage has every cell with the same seeds.
    for seed in seeds:
        for cell in cells:
            run_cell(
                cell, best_arms(_seen(store), cell, tuning), seed, store, device=device,
                progress=progress, identities=identities, replicates=replicates,
            )  # fmt: skip


def _seen(store: Store) -> list[Row]:
    """All rows, those of another process included."""
    store.refresh()
    return store.rows


def run_cell(
    cell: Cell,
    arms: Sequence[Arm],
    seed: int,
    store: Store,
    *,
    device: str = "cpu",
    progress: Callable[[str], None] = lambda _: None,
    identities: int = UNSEEN_IDENTITIES,
    replicates: int = 0,
    looks: Sequence[float] = training.LOOKS,
) -> None:
    """Train the arms that the store lacks, and keep their rows."""
    store.refresh()
    missing = [arm for arm in arms if (cell.name, seed, arm.name) not in store]
    if not missing:
        return
    data: Dataset = load(cell.data, cell.wrong, seed)
    unseen = measuring.Unseen.of(cell, seed, identities)
    for start in range(0, len(missing), ARMS_AT_ONCE):
        part = missing[start : start + ARMS_AT_ONCE]
        rows = _rows(cell, part, seed, data, unseen, device, replicates, looks)
        store.add(rows)
        for row in rows:
            progress(f"{row.cell}  seed {row.seed}  {row.arm:<12} TAR {row.tar:.3f}")


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
            known_LK[at].append(measuring.known(state, at))
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
    """The store of "screen", "confirmation" or "own_settings".  Raises ValueError as `Store`."""
    return Store(folder / f"{stage}.jsonl", settings(device))
