"""A later stage is judged when nothing of it is missing, and not before."""

from dataclasses import replace
from pathlib import Path

from tests.toy_models.guidance.drawn_rows import as_predicted, error_as_predicted, screen_rows
from toy_models.guidance.arms import confirmed
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.predictions import CONFIRMATION_SEEDS
from toy_models.guidance.rows import Store
from toy_models.guidance.stages import complete_stages, missing, wanted_of_confirmation


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
