"""Scores by hand, and reports on classes whose effect is known."""

import numpy as np
import pytest

from evidence.effect_sizes import change
from lessons.evaluation.__main__ import main
from lessons.evaluation.answers import USABILITY, Answer
from lessons.evaluation.questionnaire import items
from lessons.evaluation.report import NOT_BY_LOT, report
from lessons.evaluation.scoring import misconceptions, ranks, scores, usability
from lessons.evaluation.simulated import right_answers, simulated

ITEM = items()[3]


def said(code: str, when: str, question: str, answer: str) -> Answer:
    return Answer(code, "course", when, question, answer)


def test_scores_pair_the_tests_of_a_student() -> None:
    answers = [
        said("a", "before", ITEM.name, ITEM.answer),
        said("a", "after", ITEM.name, ITEM.answer),
        said("a", "after", items()[0].name, items()[0].answer),
        said("b", "after", ITEM.name, ITEM.answer),
    ]
    paired, alone = scores(answers, "course")
    assert paired.before_N.tolist() == [1]
    assert paired.after_N.tolist() == [2]
    assert alone == 1


def test_a_wrong_answer_reveals_its_misconception() -> None:
    name, text = next(iter(ITEM.wrong.items()))
    answers = [said("a", "before", ITEM.name, ITEM.letter(text))]
    assert misconceptions(answers, "before") == {name: 1}
    assert not misconceptions(answers, "after")


@pytest.mark.parametrize(("odd", "even", "score"), [(5, 1, 100), (1, 5, 0), (3, 3, 50), (4, 2, 75)])
def test_the_usability_scale_by_hand(odd: int, even: int, score: float) -> None:
    answers = [
        said("a", "after", f"{USABILITY}{k}", str(odd if k % 2 else even)) for k in range(1, 11)
    ]
    assert usability(answers).tolist() == [score]
    assert not len(usability(answers[:9]))


def test_ranks_are_of_those_who_ranked_all() -> None:
    answers = [
        said("a", "after", "rank for clarity: X", "1"),
        said("a", "after", "rank for clarity: Y", "2"),
        said("b", "after", "rank for clarity: Y", "1"),
    ]
    found = ranks(answers, "clarity")
    assert {tool: values.tolist() for tool, values in found.items()} == {"X": [1], "Y": [2]}
    assert ranks(answers, "engagement") == {}
    assert ranks(answers[1:2] + answers[:1][:0], "clarity")["Y"].tolist() == [2]


@pytest.mark.parametrize("people", [10, 30, 100])
def test_the_effect_of_a_simulated_class_lies_in_its_interval_as_often_as_stated(
    people: int,
) -> None:
    draw = np.random.default_rng(7)
    truth = true_effect(1.0)
    times = 400
    hits = 0
    for _ in range(times):
        before, after = (test.sum(1) for test in right_answers(people, 1.0, draw))
        found = change(before, after)
        hits += found.low <= truth <= found.high
    assert 0.95 - 4 * np.sqrt(0.95 * 0.05 / times) <= hits / times <= 0.99


def true_effect(taught: float) -> float:
    """Of a class that is so large that nothing is left to chance."""
    before, after = (
        test.sum(1) for test in right_answers(200_000, taught, np.random.default_rng(0))
    )
    return float((after - before).mean() / np.sqrt((before.var() + after.var()) / 2))


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
