"""Reports on classes whose effect is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from lessons.evaluation.__main__ import main
from lessons.evaluation.answers import RANK, USABILITY, Answer, as_csv
from lessons.evaluation.report import NOT_BY_LOT, report
from lessons.evaluation.simulated import simulated


def test_a_report_of_two_classes() -> None:
    text = report([*simulated(40, 1.5, 3), *simulated(40, 0.0, 4, "lecture")])
    assert "| course | 40 |" in text
    assert "course changed more than lecture by +" in text
    assert NOT_BY_LOT in text
    assert "## Misconceptions" in text
    assert "## Ranked for clarity" in text


def test_groups_are_never_pooled() -> None:
    """Opposite opinions of two groups stay apart; pooled they would be one mean."""
    pleased = [answer for answer in simulated(4, 1.0, 3) if not answer.question.startswith(RANK)]
    lecture = [
        replace(answer, group="lecture", code=f"l-{answer.code}", answer=_turned(answer))
        for answer in pleased
    ]
    ranks = [
        Answer(f"{group}-{n}", group, "after", f"{RANK}clarity: {tool}", rank)
        for group, order in (("course", "12"), ("lecture", "21"))
        for n in range(2)
        for tool, rank in zip(("App", "Slides"), order, strict=True)
    ]
    lines = report([*pleased, *lecture, *ranks]).splitlines()
    assert "| course | 2 | 1.0 | 2.0 |" in lines
    assert "| lecture | 2 | 2.0 | 1.0 |" in lines
    scale = lines.index("| group | students | System Usability Scale, 0 to 100 |")
    means = [float(line.split("|")[3].split()[0]) for line in lines[scale + 2 : scale + 4]]
    assert means[0] == pytest.approx(100 - means[1])
    first = lines.index("| misconception | lesson | group | before | after |") + 2
    assert [line.split(" | ")[2] for line in lines[first : first + 2]] == ["course", "lecture"]
    assert all("of 4" in line for line in lines[first : first + 2])


def _turned(answer: Answer) -> str:
    """The opposite opinion; the same answer to an item."""
    return str(6 - int(answer.answer)) if answer.question.startswith(USABILITY) else answer.answer


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
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["gone.csv", "--seed", "1"])
    assert ended.value.code == 2
    assert "--seed does nothing without --simulated." in capsys.readouterr().err


def test_the_command_names_who_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = simulated(4, 1.0, 1)
    turned = replace(answers[0], answer="a" if answers[0].answer != "a" else "b")
    file = tmp_path / "answers.csv"
    file.write_text(as_csv([*answers, turned]))
    main([str(file)])
    said = capsys.readouterr().out
    assert said.startswith(f"{turned.code} is left out")
    assert "| course | 3 |" in said
