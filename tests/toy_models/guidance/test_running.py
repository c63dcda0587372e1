"""Runs of a cell: a row an arm, kept at once, none made twice, the same when made again."""

from dataclasses import replace
from pathlib import Path

import pytest

from toy_models.guidance.arms import screened
from toy_models.guidance.cells import TINY
from toy_models.guidance.rows import Store
from toy_models.guidance.running import run_cell, run_confirmation, run_screen, settings

CELL = replace(TINY, steps=20)


def test_an_interrupted_cell_goes_on_and_gives_the_same_rows(tmp_path: Path) -> None:
    whole = Store(tmp_path / "whole.jsonl", settings("cpu"))
    run_screen([CELL], whole, seeds=(0, 1), identities=24)
    part = Store(tmp_path / "part.jsonl", settings("cpu"))
    norm, sv = screened(CELL)
    run_cell(CELL, [sv], 1, part, identities=24)
    lines: list[str] = []
    run_screen(
        [CELL], Store(part.file, settings("cpu")), seeds=(0, 1), identities=24,
        progress=lines.append,
    )  # fmt: skip
    # What is left is said before the first network, which comes minutes later in a large cell.
    assert lines[0].startswith(f"2 of 2 groups of networks are left.  The first is {CELL.name}  ")
    assert [line.split()[-3] for line in lines[1:]] == ["norm", "sv", "norm"]
    again = {row.run: row for row in Store(part.file, settings("cpu")).rows}
    assert again == {row.run: row for row in whole.rows}
    assert set(again) == {(CELL.name, seed, arm.name) for seed in (0, 1) for arm in (norm, sv)}


def test_a_confirmation_keeps_replicates_that_all_arms_share(tmp_path: Path) -> None:
    store = Store(tmp_path / "confirmation.jsonl", settings("cpu"))
    run_confirmation([(CELL, 0.25)], store, seeds=(100,), identities=24, replicates=9)
    assert len(store.rows) == 13
    for row in store.rows:
        assert len(row.replicates) == 9
        assert row.tar_curve[-1] == row.tar
        assert row.looks[-1] == CELL.steps


def test_the_settings_name_the_versions(tmp_path: Path) -> None:
    import torch

    assert settings("cpu")["versions"]["torch"] == torch.__version__.split("+")[0]
    Store(tmp_path / "a.jsonl", settings("cpu")).add([])
    with pytest.raises(ValueError, match="other settings"):
        Store(tmp_path / "a.jsonl", settings("cpu") | {"batch": 7})


@pytest.mark.slow
def test_two_processes_make_the_same_rows(tmp_path: Path) -> None:
    cells = [replace(CELL, steps=2)]
    one, two = (Store(tmp_path / f"{name}.jsonl", settings("cpu")) for name in ("one", "two"))
    run_screen(cells, one, seeds=(0, 1, 2), identities=24)
    lines: list[str] = []
    run_screen(cells, two, seeds=(0, 1, 2), identities=24, processes=2, progress=lines.append)
    assert len(lines) == 1 + 6
    assert {row.run: row for row in two.rows} == {row.run: row for row in one.rows}


def test_another_process_that_fills_the_same_store_is_seen(tmp_path: Path) -> None:
    cells = [replace(CELL, steps=2)]
    forth, back = (Store(tmp_path / "both.jsonl", settings("cpu")) for _ in range(2))
    made: list[str] = []

    def meanwhile(line: str) -> None:
        if "TAR" not in line:
            return
        if not made:
            run_screen(cells, back, seeds=(2,), identities=24)
        made.append(line)

    run_screen(cells, forth, seeds=(0, 1, 2), identities=24, progress=meanwhile)
    assert len(made) == 4
    assert len(Store(tmp_path / "both.jsonl", settings("cpu")).rows) == 6


def test_nothing_is_said_when_nothing_is_left(tmp_path: Path) -> None:
    cells = [replace(CELL, steps=2)]
    store = Store(tmp_path / "whole.jsonl", settings("cpu"))
    run_screen(cells, store, seeds=(0,), identities=24)
    lines: list[str] = []
    run_screen(cells, store, seeds=(0, 1), identities=24, progress=lines.append)
    assert lines[0].startswith("1 of 2 groups")
    assert "seed 1;" in lines[0]
    lines.clear()
    run_screen(cells, store, seeds=(0, 1), identities=24, progress=lines.append)
    assert lines == []
