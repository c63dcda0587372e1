"""The command: it prints what is stored, and a quick run leaves that alone."""

from __future__ import annotations

import pytest

from lessons.__main__ import main
from lessons.course import COURSE, Course
from lessons.result import StoredResult
from toy_models.record import Run


def test_it_prints_the_numbers_of_the_narrative(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sv_softmax"])
    lines = capsys.readouterr().out.splitlines()
    assert "trap" in lines
    assert "    norm_softmax: 54" in lines
    assert "    sv_softmax: 31" in lines


def test_it_lists_the_lessons(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert capsys.readouterr().out.split() == list(COURSE.folders)


@pytest.mark.parametrize("arguments", [["nothing"], ["--run"], ["--quick"]])
def test_a_run_needs_a_lesson_that_exists(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    said = capsys.readouterr().err
    assert said.startswith("usage: python -m lessons ")
    assert "lesson" in said.splitlines()[-1]


def test_run_and_quick_are_not_given_together(
    new_course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["margin_width", "--run", "--quick"], new_course)
    assert "--quick: not allowed with argument --run" in capsys.readouterr().err


def test_a_run_writes_the_result_and_the_runs_that_move(new_course: Course) -> None:
    folder = new_course.folders["margin_width"]
    assert {file.name for file in folder.results.iterdir()} == {"result.npz", "run.npz"}
    result: StoredResult = folder.module("experiment").Result.load(folder.results / "result.npz")
    assert result.config == folder.module("experiment").Config()
    assert Run.load(folder.results / "run.npz").config.steps == result.config.steps


def test_a_quick_run_stores_nothing(new_course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    results = new_course.folders["margin_width"].results
    before = {file: file.read_bytes() for file in results.iterdir()}
    main(["margin_width", "--quick"], new_course)
    assert {file: file.read_bytes() for file in results.iterdir()} == before
    assert "s of one core" in capsys.readouterr().err  # it ran
