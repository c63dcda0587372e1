"""Scores of answers, worked out by hand."""

import pytest

from lessons.evaluation.answers import USABILITY, Answer
from lessons.evaluation.questionnaire import items
from lessons.evaluation.scoring import groups, misconceptions, ranks, scores, usability

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


def test_groups_are_sorted() -> None:
    assert groups([Answer("a", "b", "after", "x", "a"), Answer("a", "a", "after", "x", "a")]) == [
        "a",
        "b",
    ]
