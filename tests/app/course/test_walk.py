"""The line of steps, the locks, and the predictions that a reader keeps."""

from __future__ import annotations

import pytest

from app.course.outcome import predictions
from app.course.walk import SKIPPED, Answers, Step, Walk, right
from lessons.lesson import Lesson
from lessons.narrative import parse

TEXT = """+++
number = 5
title = "A title"
minutes = 1
+++
# A page

Names.

# One?

![seen](figure:first)

## Predict

What?

- [ ] this
- [x] that

## Play

So.

![seen](figure:second)

## Why

Because.

## Transfer

And there?

- [x] one
- [ ] two

## Answer

One.
"""
WALK = Walk.of(Lesson("small", parse(TEXT, {}), {}, "", ""))
PAGE, PREDICT, PLAY, WHY, TRANSFER, ANSWER = WALK.steps


def test_the_steps_are_in_a_line() -> None:
    assert WALK.back(PAGE) is None
    assert WALK.onward(ANSWER) is None
    at: Step | None = PAGE
    passed = []
    while at is not None:
        passed.append(WALK.part(at).kind)
        at = WALK.onward(at)
    assert passed == ["Page", "Predict", "Play", "Why", "Transfer", "Answer"]
    assert WALK.back(PLAY) == PREDICT


def test_an_address_finds_its_step_and_nothing_else() -> None:
    for step in WALK.steps:
        assert WALK.find(WALK.address(step)) == step
    assert WALK.address(PLAY) == "2.play"
    for strange in ("", "2", "3.play", "2.Play", "-1.play", "<script>"):
        assert WALK.find(strange) is None


def test_a_figure_stays_until_another_comes() -> None:
    names = [[slot.name for slot in WALK.slots(step)] for step in WALK.steps]
    assert names == [[], ["first"], ["second"], ["second"], ["second"], ["second"]]


def test_play_is_locked_until_something_is_predicted() -> None:
    answers: Answers = {}
    assert [WALK.locked(step, answers) for step in WALK.steps] == [
        False, True, False, False, True, False,
    ]  # fmt: skip
    assert WALK.reachable(ANSWER, answers) == PREDICT
    answers[PREDICT] = 1
    assert not WALK.locked(PREDICT, answers)
    assert WALK.reachable(PLAY, answers) == PLAY
    assert WALK.reachable(ANSWER, answers) == TRANSFER
    answers[TRANSFER] = SKIPPED
    assert WALK.reachable(ANSWER, answers) == ANSWER


def test_play_and_answer_look_back_at_what_was_said() -> None:
    asked = [WALK.asked_before(step) for step in WALK.steps]
    assert asked == [None, None, PREDICT, None, None, TRANSFER]
    chosen = WALK.chosen(PREDICT, {PREDICT: 0})
    assert chosen is not None
    assert chosen.words == "this"
    assert WALK.chosen(PREDICT, {PREDICT: SKIPPED}) is None
    assert WALK.chosen(PREDICT, {}) is None
    assert right(WALK.part(PREDICT)).words == "that"


def test_predictions_are_taken_away_beside_what_came_out() -> None:
    written = predictions(WALK, {PREDICT: 0, TRANSFER: SKIPPED}, {PREDICT: "I think\n# so"})
    assert written.startswith("# A title\n")
    assert "* I said: this\n* Because: I think # so\n* It is: that\n" in written
    assert "* I said: nothing\n* It is: one\n" in written
    assert "One?: transfer" in written
    assert "One?" not in predictions(WALK, {}, {})


def test_a_step_of_another_lesson_has_no_place() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        WALK.onward(Step(9, 9))
