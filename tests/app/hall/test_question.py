"""A question in the hall is the lesson's own, and its outcome stays away until it is played."""

from __future__ import annotations

import json

import pytest

from app.hall.question import programme
from lessons.course import COURSE
from lessons.narrative import ASKING
from tests.app.hall.asking import CHOICE, DRAWN, OTHER, QUESTIONS


def test_an_answer_is_what_the_lesson_takes() -> None:
    assert [QUESTIONS[CHOICE].known(given) for given in (0, 1, 2, -1, True)] == [
        0, 1, None, None, None,
    ]  # fmt: skip
    assert QUESTIONS[DRAWN].known([57]) == (57.0,)
    assert [QUESTIONS[DRAWN].known(given) for given in ([], [-1], 0, [float("nan")])] == [None] * 4


def test_students_get_the_figure_that_they_draw_in_and_no_outcome() -> None:
    choice, drawn = (json.loads(QUESTIONS[at].for_students) for at in (OTHER, DRAWN))
    assert [option for option in choice["options"] if "one" in option or "two" in option]
    assert choice["figures"] == []
    (figure,) = drawn["figures"]
    assert (figure["slot"], figure["ask"]["name"], figure["ghost"]) == ("circle", "border", False)
    assert "outcome" not in figure["ask"]
    for question in (choice, drawn):
        assert not {"outcome", "right", "replies"} & set(question)
    assert "No." not in QUESTIONS[OTHER].for_students


def test_the_outcome_is_the_lessons_reply_to_this_answer() -> None:
    near, far, none = (QUESTIONS[DRAWN].outcome_for(given) for given in ((57.0,), (90.0,), None))
    assert ("near" in near["reply"], near["right"]) == (True, True)
    assert ("far" in far["reply"], far["right"]) == (True, False)
    assert none["said"] == ""
    (figure,) = near["figures"]
    assert (figure["ghost"], figure["settings"]) == (True, {"angle": "20..60"})
    wrong = QUESTIONS[OTHER].outcome_for(1)
    assert ("two" in wrong["said"], "one" in wrong["came"], wrong["right"]) == (True, True, False)
    again = QUESTIONS[CHOICE].outcome_for(0)
    assert ("Right" in again["reply"], again["figures"]) == (True, [])


@pytest.mark.parametrize("dark", [False, True])
def test_the_wall_has_question_and_outcome(dark: bool) -> None:
    wall = json.loads(QUESTIONS[OTHER].for_wall(dark))
    assert wall["outcome"]["right"] == [True, False]
    assert "No." in wall["outcome"]["replies"][1]
    assert wall["lesson"] == "/lessons?lesson=small&at=1.answer&present=true"
    drawn = json.loads(QUESTIONS[DRAWN].for_wall(dark))
    assert drawn["figures"][0]["ask"] == drawn["outcome"]["figures"][0]["ask"]
    assert "So." in drawn["outcome"]["text"]
    assert json.loads(QUESTIONS[CHOICE].for_wall(dark))["from"] == "From lesson 4"


def test_answers_are_counted_or_listed() -> None:
    assert QUESTIONS[OTHER].summed([0, 1, 1]) == [1, 2]
    assert QUESTIONS[DRAWN].summed([(20.0,), (59.123456789,)]) == [[20.0], [59.1235]]


def test_a_lesson_is_asked_as_a_whole_and_fits_into_messages() -> None:
    found = programme("scale")
    walk = found.questions[0].walk
    steps = [step for step in walk.steps if walk.part(step).kind in ASKING]
    assert [asked.step for asked in found.questions] == steps
    assert found.number == 2
    for asked in found.questions:
        shown = json.loads(asked.for_students)
        assert bool(shown["options"]) != bool(shown["figures"])
        assert len(asked.for_students) < 30_000
    with pytest.raises(ValueError, match="no lesson of this name"):
        programme("nothing", COURSE)
