"""The stored rows: a drawn run of each stage comes again, and the contrasts are those of a loop."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.stats import ttest_1samp

from evidence.run_store import parts_of, rows_of_parts, stored_settings
from tests.evidence.again import assert_the_same, drawn
from toy_models.guidance.arms import Arm, confirmed, screened
from toy_models.guidance.cells import Cell, screen
from toy_models.guidance.contrasts import Contrast, chosen_cells, contrasts
from toy_models.guidance.longer import LONGER_CONTRASTS, longer, longer_arms
from toy_models.guidance.own_settings import (
    CONTENDERS,
    OWN_CONTRASTS,
    TUNING_SEEDS,
    judged,
    own_cells,
)
from toy_models.guidance.predictions import BOUND, CONTRASTS
from toy_models.guidance.rows import RESULTS, Row, Store, stored
from toy_models.guidance.running import REPLICATES, TUNING_LOOKS, run_cell, settings
from toy_models.guidance.training import LOOKS

STAGES = ("screen", "confirmation", "own_settings", "longer")


def rows_of(stage: str) -> list[Row]:
    file = RESULTS / f"{stage}.jsonl"
    if not file.exists():
        pytest.skip(f"{file.name} is not there yet")
    return stored(file)


def of_screen(row: Row) -> tuple[Cell, Arm]:
    cell = next(cell for cell in screen() if cell.name == row.cell)
    return cell, next(arm for arm in screened(cell) if arm.name == row.arm)


def of_confirmation(row: Row) -> tuple[Cell, Arm]:
    chosen = chosen_cells(rows_of("screen"))
    cell, margin = next((cell, m) for cell, m in chosen if cell.name == row.cell)
    return cell, next(arm for arm in confirmed(cell, margin) if arm.name == row.arm)


def of_own_settings(row: Row) -> tuple[Cell, Arm]:
    cells = own_cells([cell for cell, _ in chosen_cells(rows_of("screen"))])
    cell = next(cell for cell in cells if cell.name == row.cell)
    for one in CONTENDERS:
        if (setting := one.setting(row.arm)) is not None:
            return cell, one.arm(cell, setting)
    raise AssertionError(row.arm)


def of_longer(row: Row) -> tuple[Cell, Arm]:
    cells = own_cells([cell for cell, _ in chosen_cells(rows_of("screen"))])
    cell = next(cell for cell in cells if longer(cell).name == row.cell)
    arms = longer_arms(rows_of("own_settings"), cell)
    return longer(cell), next(arm for arm in arms if arm.name == row.arm)


WHAT: dict[str, Callable[[Row], tuple[Cell, Arm]]] = dict(
    zip(STAGES, (of_screen, of_confirmation, of_own_settings, of_longer), strict=True)
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "file"),
    [(stage, part) for stage in STAGES for part in parts_of(RESULTS / f"{stage}.jsonl")],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_drawn_run_gives_its_row_again(stage: str, file: Path, tmp_path: Path) -> None:
    row = drawn(rows_of_parts(RESULTS / f"{stage}.jsonl", Row)[file])
    cell, arm = WHAT[stage](row)
    tuning = stage == "own_settings" and row.seed in TUNING_SEEDS
    store = Store(tmp_path / "again.jsonl", settings("cpu"))
    torch.set_num_threads(1)
    run_cell(
        cell, [arm], row.seed, store,
        replicates=0 if stage == "screen" or tuning else REPLICATES,
        looks=TUNING_LOOKS if tuning else LOOKS,
    )  # fmt: skip
    (found,) = store.rows
    same = stored_settings(file) == json.loads(json.dumps(store.settings))
    assert_the_same(found, row, file=file, same_versions=same)


def loop(rows: list[Row], cell: str, one: str, other: str) -> list[float]:
    """Differences seed by seed, without the code of the experiment."""
    of = {row.run: row for row in rows}
    found = []
    for seed in sorted({row.seed for row in rows}):
        a, b = of.get((cell, seed, one)), of.get((cell, seed, other))
        if a and b and a.tar == a.tar and b.tar == b.tar:
            found.append(a.tar - b.tar)
    return found


def assert_recomputed(found: list[Contrast], rows: list[Row]) -> None:
    for contrast in found:
        values = loop(rows, contrast.cell, contrast.one, contrast.other)
        assert list(contrast.differences) == values
        assert contrast.interval.mean == pytest.approx(np.mean(values), abs=1e-12)
        assert contrast.interval.low <= contrast.interval.mean <= contrast.interval.high
        sides = (
            ttest_1samp(values, -BOUND, alternative="greater").pvalue,
            ttest_1samp(values, BOUND, alternative="less").pvalue,
        )
        assert contrast.p_equivalent == pytest.approx(max(sides), abs=1e-9)
    ordered = sorted(found, key=lambda contrast: contrast.interval.p)
    highest = 0.0
    for place, contrast in enumerate(ordered):
        highest = max(highest, min(1.0, (len(ordered) - place) * contrast.interval.p))
        assert contrast.p_holm == pytest.approx(highest, abs=1e-12)


@pytest.mark.parametrize("stage", STAGES)
def test_the_contrasts_are_those_of_a_loop_over_the_rows(stage: str) -> None:
    rows = rows_of(stage)
    pairs = {
        "screen": (("sv", "norm"),),
        "confirmation": CONTRASTS,
        "own_settings": OWN_CONTRASTS,
        "longer": LONGER_CONTRASTS,
    }[stage]
    if stage == "own_settings":
        rows = judged(rows)
    if stage == "longer":
        rows = [replace(row, arm=row.arm.split()[0]) for row in rows]
    found = contrasts(rows, pairs)
    assert_recomputed(found, rows)


def test_the_loop_finds_what_is_wrong() -> None:
    row = Row(
        cell="a", seed=0, arm="norm", tar=0.5, tar_family=0.1, eer=0.1, error=0.1, true_error=0.1,
        equivalent_margin=0.25, nearest_weight=40.0, looks=(1,), tar_curve=(0.5,),
        support_curve=(0.5,), flips_curve=(0.0,),
    )  # fmt: skip
    rows = [
        replace(row, seed=seed, arm=arm, tar=0.5 + (arm == "sv") * 0.01 * (1 + seed))
        for seed in range(4)
        for arm in ("norm", "sv")
    ]
    found = contrasts(rows, [("sv", "norm")])
    assert_recomputed(found, rows)
    with pytest.raises(AssertionError):
        assert_recomputed(found, [replace(rows[1], tar=0.9), *rows[2:], rows[0]])
