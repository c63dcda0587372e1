"""What is locked for a reader, and when an answer can no longer change."""

from __future__ import annotations

from dataclasses import replace

from app.course.reader import Reader
from app.jobs import Pool
from tests.app.course.test_walk import PLAY, PREDICT, WALK


def no_pool() -> Pool:
    raise AssertionError("Nothing here is explained.")


READER = Reader(WALK, PREDICT, {}, {}, {PREDICT}, False, no_pool)


def test_a_question_is_locked_until_it_is_answered_but_not_for_a_lecturer() -> None:
    assert READER.locked
    assert not replace(READER, answers={PREDICT: 0}).locked
    assert not replace(READER, presenting=True).locked
    assert not replace(READER, step=PLAY).locked


def test_an_answer_is_final_once_the_outcome_was_seen() -> None:
    assert not READER.outcome_seen
    assert replace(READER, seen={PREDICT, PLAY}).outcome_seen
    assert not replace(READER, step=WALK.steps[-1]).outcome_seen
