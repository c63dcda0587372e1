"""A later stage is judged when nothing of it is missing, and not before."""

from dataclasses import replace
from pathlib import Path

from tests.toy_models.guidance.drawn_rows import (
    ROW,
    as_predicted,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from toy_models.guidance.arms import confirmed
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import Store
from toy_models.guidance.stages.longer import LONGER_SEEDS
from toy_models.guidance.stages.own_settings import CONTENDERS
from toy_models.guidance.stages.same_margin import SAME_MARGIN
from toy_models.guidance.stages.table import (
    complete_control,
    complete_longer,
    complete_stages,
    missing,
    wanted_of_confirmation,
    wanted_of_longer,
)


def test_a_stage_counts_from_its_last_run_on(tmp_path: Path) -> None:
    first = screen_rows(as_predicted, error_as_predicted)
    assert complete_stages(tmp_path, first) == ([], [])
    rows = [
        replace(first[0], cell=cell.name, seed=seed, arm=arm.name)
        for cell, margin in chosen_cells(first)
        for seed in CONFIRMATION_SEEDS
        for arm in confirmed(cell, margin)
    ]
    store = Store(tmp_path / "confirmation.jsonl", {"device": "cpu"})
    store.add(rows[:-1])
    assert missing(rows[:-1], CONFIRMATION_SEEDS, *wanted_of_confirmation(first)) == 1
    assert complete_stages(tmp_path, first) == ([], [])
    # The last is made on another machine.
    Store(store.file, {"device": "cuda"}).add(rows[-1:])
    second, third = complete_stages(tmp_path, first)
    assert len(second) == len(rows) == 4 * 12 * 13
    assert third == []


def test_the_control_has_four_arms_in_one_cell_and_counts_as_a_whole(tmp_path: Path) -> None:
    assert SAME_MARGIN.wanted == (["K1000 d8 c32 s1 w0.15 f0.7 n1800"], 4)
    assert complete_control(tmp_path, SAME_MARGIN) == []
    rows = control_rows((0.4, 0.42, 0.41, 0.43))
    store = Store(tmp_path / "same_margin.jsonl", {"device": "cpu"})
    store.add(rows[1:])
    assert complete_control(tmp_path, SAME_MARGIN) == []
    store.add(rows[:1])
    assert complete_control(tmp_path, SAME_MARGIN) == store.rows
    assert len(store.rows) == 48


def test_the_longer_stage_has_five_losses_in_two_cells_and_counts_as_a_whole(
    tmp_path: Path,
) -> None:
    first = screen_rows(as_predicted, error_as_predicted)
    cells, arms = wanted_of_longer(first)
    assert (len(cells), arms) == (2, 5)
    assert all(cell.split()[-1] in ("n1200", "n3600") for cell in cells)
    assert complete_longer(tmp_path, first) == []
    rows = [
        replace(ROW, cell=cell, seed=seed, arm=f"{loss.name} s0.5")
        for seed in LONGER_SEEDS
        for cell in cells
        for loss in CONTENDERS
    ]
    store = Store(tmp_path / "longer.jsonl", {"device": "cpu"})
    store.add(rows[1:])
    assert complete_longer(tmp_path, first) == []
    store.add(rows[:1])
    # A seed beyond those that are judged, and not whole.
    store.add([replace(rows[0], seed=LONGER_SEEDS[-1] + 1)])
    assert len(complete_longer(tmp_path, first)) == len(rows)
