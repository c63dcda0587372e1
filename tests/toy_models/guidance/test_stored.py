"""The stored rows: a drawn run of each stage comes again, and the contrasts are those of a loop."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
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
from toy_models.guidance.predictions import BOUND, CONTRASTS
from toy_models.guidance.rows import RESULTS, Row, Store, stored
from toy_models.guidance.running import REPLICATES, TUNING_LOOKS, run_cell, settings
from toy_models.guidance.stages.control import Control
from toy_models.guidance.stages.longer import LONGER_CONTRASTS, longer, longer_arms
from toy_models.guidance.stages.own_settings import (
    CONTENDERS,
    OWN_CONTRASTS,
    TUNING_SEEDS,
    judged,
    own_cells,
)
from toy_models.guidance.stages.same_margin import CELL, SAME_MARGIN, same_margin_arms
from toy_models.guidance.stages.table import CONTROLS, STAGES
from toy_models.guidance.training import LOOKS


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


def of_control(control: Control, row: Row) -> tuple[Cell, Arm]:
    assert row.cell == control.cell.name
    arms = control.arms_in(control.cell)
    return control.cell, next(arm for arm in arms if arm.name == row.arm)


def of_longer(row: Row) -> tuple[Cell, Arm]:
    cells = own_cells([cell for cell, _ in chosen_cells(rows_of("screen"))])
    cell = next(cell for cell in cells if longer(cell).name == row.cell)
    arms = longer_arms(rows_of("own_settings"), cell)
    return longer(cell), next(arm for arm in arms if arm.name == row.arm)


WHAT: dict[str, Callable[[Row], tuple[Cell, Arm]]] = {
    "screen": of_screen,
    "confirmation": of_confirmation,
    "own_settings": of_own_settings,
    "longer": of_longer,
    **{control.name: partial(of_control, control) for control in CONTROLS},
}


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
        **{control.name: control.contrasts for control in CONTROLS},
    }[stage]
    if stage == "own_settings":
        rows = judged(rows)
    if stage == "longer":
        rows = [replace(row, arm=row.arm.split()[0]) for row in rows]
    found = contrasts(rows, pairs)
    assert_recomputed(found, rows)


def on_two_machines(parts: dict[Path, list[Row]]) -> list[tuple[str, int]]:
    """Cells and seeds whose rows are in more than one file; a file is of one machine."""
    seeds = [{(row.cell, row.seed) for row in rows} for rows in parts.values()]
    return sorted({one for at, some in enumerate(seeds) for one in some & set().union(*seeds[:at])})


@pytest.mark.parametrize("stage", STAGES)
def test_all_arms_of_a_seed_are_of_one_machine(stage: str) -> None:
    rows_of(stage)
    assert on_two_machines(rows_of_parts(RESULTS / f"{stage}.jsonl", Row)) == []


def test_a_seed_that_was_finished_elsewhere_is_found(tmp_path: Path) -> None:
    rows = rows_of("same_margin")
    parts = {tmp_path / "one": rows[:5], tmp_path / "two": rows[5:]}
    (found,) = on_two_machines(parts)
    assert found == (CELL.name, rows[4].seed)


def test_a_step_of_the_push_and_one_of_the_margin_are_the_whole_in_every_seed() -> None:
    """From Arc at the smaller margin to SV-Arc at the larger, in either order."""
    rows = rows_of("same_margin")
    names = [arm.name for arm in same_margin_arms()]
    arc_smaller, arc_larger, guided_smaller, guided_larger = names
    whole = loop(rows, CELL.name, guided_larger, arc_smaller)
    of = {(one.one, one.other): one.differences for one in contrasts(rows, SAME_MARGIN.contrasts)}
    for between in (arc_larger, guided_smaller):
        steps = zip(of[guided_larger, between], of[between, arc_smaller], strict=True)
        assert list(map(sum, steps)) == pytest.approx(whole, abs=1e-12)


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
