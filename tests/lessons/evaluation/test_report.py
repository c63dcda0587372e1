"""Reports on classes whose effect is known."""

import pytest

from lessons.evaluation.__main__ import main
from lessons.evaluation.report import NOT_BY_LOT, report
from lessons.evaluation.simulated import simulated


def test_a_report_of_two_classes() -> None:
    text = report([*simulated(40, 1.5, 3), *simulated(40, 0.0, 4, "lecture")])
    assert "| course | 40 |" in text
    assert "course changed more than lecture by +" in text
    assert NOT_BY_LOT in text
    assert "## Misconceptions" in text
    assert "80 students." in text
    assert "## Ranked for clarity" in text


def test_too_few_students_are_said_to_be_too_few() -> None:
    text = report(simulated(2, 1.0, 1))
    assert "| course | 2 |  |  |  | 3 students are needed |" in text
    alone = [answer for answer in simulated(4, 1.0, 1) if answer.when == "after"]
    assert "course: 4 gave one of the two tests only and are left out." in report(alone)


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--simulated", "20"])
    assert capsys.readouterr().out.startswith("## What was learned")
    with pytest.raises(SystemExit):
        main([])
    assert "Name the files of answers" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--simulated", "2"])
    with pytest.raises(SystemExit, match=r"gone.csv cannot be read"):
        main(["gone.csv"])
