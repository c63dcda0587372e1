"""The lesson's command: it prints what is stored, and a quick run leaves that alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.sv_softmax import __main__ as command
from lessons.sv_softmax import stored
from lessons.sv_softmax.experiment import Result
from tests.lessons.sv_softmax.small import SMALL
from toy_models.record import Run


def test_it_prints_the_numbers_of_the_narrative(capsys: pytest.CaptureFixture[str]) -> None:
    command.main([])
    lines = capsys.readouterr().out.splitlines()
    assert "trap" in lines
    assert "    norm_softmax: 54" in lines
    assert "    sv_softmax: 31" in lines


def test_making_it_writes_the_result_and_the_runs_that_move(tmp_path: Path) -> None:
    command.make(SMALL, tmp_path / "results")
    files = {file.name for file in (tmp_path / "results").glob("*")}
    assert files == {file.name for file in stored.FOLDER.glob("*")}
    assert Result.load(tmp_path / "results" / "result.npz").config == SMALL
    assert Run.load(tmp_path / "results" / "trap.npz").config.steps == SMALL.trap_steps


def test_a_quick_run_stores_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(command, "make", lambda config, folder: folders.append(folder))
    command.main(["--quick"])
    assert stored.FOLDER not in folders
    assert len(folders) == 1
    command.main(["--run"])
    assert folders[1] == stored.FOLDER
