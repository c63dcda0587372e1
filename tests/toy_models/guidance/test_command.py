"""The command: what it prints from rows alone, and one sentence for what it cannot do."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.toy_models.guidance.drawn_rows import (
    ROW,
    as_predicted,
    control_rows,
    error_as_predicted,
    screen_rows,
)
from tests.toy_models.guidance.stages.test_longer import searched
from toy_models.guidance import __main__ as command
from toy_models.guidance.__main__ import main
from toy_models.guidance.contrasts import chosen_cells
from toy_models.guidance.rows import Store
from toy_models.guidance.stages.longer import LONGER_SEEDS, longer, longer_arms
from toy_models.guidance.stages.own_settings import own_cells
from toy_models.guidance.stages.same_margin import CELL
from toy_models.guidance.stages.table import STAGES, cells_of_own_settings


def test_it_prints_the_answer_from_rows_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "screen.jsonl", {"device": "cpu"})
    store.add(screen_rows(as_predicted, error_as_predicted))
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "| prediction | fate |" in printed
    title, said = printed.split("\n\n")[:2]
    assert title == "# When does a harder push on hard classes help?"
    assert said.startswith("Where a network has learned its training pictures, ")
    assert "*" not in said
    headings = [line for line in printed.splitlines() if line.startswith("## ")]
    assert [line.partition(":")[0] for line in headings] == [
        "## Stage 1",
        "## The predictions, which stages 1 and 2 decide",
        "## Which machines trained",
        "## What is missing",
    ]
    assert "Stage 1: No setting, no seed and no loss is missing." in printed
    assert "Stage 2: 624 of 624 runs are missing; `--run` makes them." in printed
    assert "Stage 3: 120 of 120 runs are missing; `--run` makes them." in printed
    assert "Stage 4: 48 of 48 runs are missing; `--run` makes them. It is judged" in printed
    longer = 2 * 5 * len(LONGER_SEEDS)
    assert f"Stage 5: {longer} of {longer} runs are missing; `--run` makes them. It is" in printed
    assert "best s and m" not in printed
    for stage in STAGES[1:]:  # begun, and without a row
        (tmp_path / f"{stage}.jsonl").write_text('{"settings": {"device": "cpu"}}\n')
    assert main(["--store", str(tmp_path)]) == 0
    assert capsys.readouterr().out == printed
    (own, _) = own_cells([cell for cell, _ in chosen_cells(store.rows)])
    row = replace(store.rows[0], cell=own.name, seed=200, arm="norm s0.8")
    Store(tmp_path / "own_settings.jsonl", {"device": "cpu"}).add([row])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert f"| {own.name} | Softmax | still searching | 1 |" in printed
    assert "Stage 3: 120 of 120 runs are missing; `--run` makes them." in printed


def test_the_control_is_printed_from_its_last_run_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "screen.jsonl", {"device": "cpu"})
    store.add(screen_rows(as_predicted, error_as_predicted))
    rows = control_rows((0.4, 0.42, 0.41, 0.43))
    control = Store(tmp_path / "same_margin.jsonl", {"device": "cpu"})
    control.add(rows[:-1])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "Stage 4: 1 of 48 runs are missing; `--run` makes them. It is judged" in printed
    assert "Arc and SV-Arc at the same margins" not in printed
    control.add(rows[-1:])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert f"| {CELL.name} | SV-Arc (s0.3 m0.2) minus Arc (s0.3 m0.2) | +0.0100 |" in printed
    assert f"| {CELL.name} | Arc (s0.3 m0.3) minus Arc (s0.3 m0.2) | +0.0200 |" in printed
    assert printed.count(f"| {CELL.name} | ") == 4
    assert printed.index("## Stage 4: Arc and SV-Arc at the same margins") < printed.index(
        f"| {CELL.name} | "
    )
    assert "Stage 4: No setting, no seed and no loss is missing." in printed


def test_the_longer_trainings_are_printed_from_their_last_run_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = screen_rows(as_predicted, error_as_predicted)
    Store(tmp_path / "screen.jsonl", {"device": "cpu"}).add(first)
    cells = cells_of_own_settings(first)
    own = [replace(row, cell=cell.name) for cell in cells for row in searched()]
    arms = {cell: longer_arms(own, cell) for cell in cells}
    short, long = (
        [
            replace(ROW, cell=of(cell).name, seed=seed, arm=arm.name, tar=0.4 + seed / 1e5)
            for cell in cells
            for seed in LONGER_SEEDS
            for arm in arms[cell]
        ]
        for of in (replace, longer)
    )
    Store(tmp_path / "own_settings.jsonl", {"device": "cpu"}).add([*own, *short])
    store = Store(tmp_path / "longer.jsonl", {"device": "cpu"})
    store.add(long[:-1])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert f"Stage 5: 1 of {len(long)} runs are missing; `--run` makes them. It is" in printed
    assert "trained twice as long" not in printed
    store.add(long[-1:])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "## Stage 5: stage 3's losses at their settings, trained twice as long" in printed
    assert (
        f"| {cells[0].name} | SV-Softmax minus softmax | +0.0000 (+0.0000 to +0.0000) | " in printed
    )
    assert f"| {cells[1].name} | SV-Arc, t raised | 1, 1 | 0.401, 0.401 | " in printed
    assert "Stage 5: No setting, no seed and no loss is missing." in printed


def test_an_experiment_under_way_shows_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = screen_rows(as_predicted, error_as_predicted)
    Store(tmp_path / "screen.jsonl", {"device": "cpu"}).add(rows[:30])
    assert main(["--store", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert f"| {rows[0].cell} | 0.500 | " in printed
    assert "Of 30 runs 0 diverged and 0 stuck." in printed
    assert "Stage 1: 226 of 256 runs are missing; `--run` makes them. Effects, predic" in printed


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--run", "--device", "tpu"], "--device is cpu or cuda, not 'tpu'."),
        (["--device", "cuda"], "--device does nothing without --run or --quick."),
        (["--stage", "screen"], "--stage does nothing without --run."),
        (["--processes", "2"], "--processes does nothing without --run."),
        (["--quick", "--stage", "screen"], "--stage does nothing without --run."),
        ([], "--run` makes it."),
        (["--run", "--stage", "confirmation"], "There is no screen.jsonl yet"),
        (["--run", "--stage", "same_margin"], "There is no screen.jsonl yet"),
        (["--quick"], "--store does nothing with --quick, which stores nothing."),
        (["--quick", "--processes", "4"], "--processes does nothing without --run."),
    ],
)
def test_one_sentence_for_what_cannot_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    assert main([*arguments, "--store", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert why in error
    assert error.count("\n") == 1


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a card")
def test_a_card_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--device", "cuda"]) == 2
    assert "torch finds none here" in capsys.readouterr().err


def test_rows_of_other_settings_are_not_mixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "screen.jsonl"
    file.write_text(json.dumps({"settings": {"batch": 1}}) + "\n")
    before = file.read_bytes()
    assert main(["--run", "--store", str(tmp_path)]) == 2
    assert "other settings" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [file.name]  # no list of machines either


@pytest.mark.parametrize("arguments", [[], ["--run"]])
def test_a_store_is_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    file = tmp_path / "screen.jsonl"
    file.write_text("mine")
    assert main([*arguments, "--store", str(file)]) == 2
    assert capsys.readouterr().err == f"--store is a folder, and {file} is a file.\n"
    assert file.read_text() == "mine"


def test_a_damaged_list_of_machines_is_named_before_anything_is_trained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "made_on.json").write_text('["AMD\n"]')
    assert main(["--run", "--store", str(tmp_path)]) == 2
    assert f"made_on.json in the folder {tmp_path} is damaged" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["made_on.json"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder into which nobody can write")
def test_a_folder_that_takes_no_file_is_named_before_anything_is_trained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "run", lambda *_: pytest.fail("it trains"))
    assert main(["--run", "--store", "/proc"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("Nothing can be written into the folder /proc (")
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["--run"]])
def test_a_store_that_is_a_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (tmp_path / "screen.jsonl").mkdir()
    assert main([*arguments, "--store", str(tmp_path)]) == 2
    file = tmp_path / "screen.jsonl"
    assert capsys.readouterr().err == f"{file} cannot be read or written: Is a directory.\n"


@pytest.mark.parametrize(
    ("arguments", "name", "words"),
    [
        (["--run"], "run", "Stopped. What was trained is in {store}, and the same command goes"),
        ([], "answer", "Stopped.\n"),
    ],
)
def test_ctrl_c_ends_with_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    name: str,
    words: str,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, name, interrupted)
    assert main([*arguments, "--store", str(tmp_path)]) == 130
    error = capsys.readouterr().err
    assert error.startswith(words.format(store=tmp_path))
    assert error.count("\n") == 1
