"""What was said beside what came out: chosen, drawn, skipped."""

from __future__ import annotations

from app.course.outcome import ask_of, outcome, predictions, tally
from tests.app.course.small import AGAIN, PREDICT, TRANSFER, WALK


def test_a_drawing_is_scored_by_its_distance() -> None:
    near, far = (
        outcome(WALK, PREDICT, {PREDICT: (57.0,)}),
        outcome(WALK, PREDICT, {PREDICT: (90.0,)}),
    )
    assert near.right
    assert (near.said, near.reply) == ("drawn, off by 3°", "near")
    assert not far.right
    assert far.reply == "far"


def test_nobody_replies_to_a_drawing_that_was_skipped() -> None:
    skipped = outcome(WALK, PREDICT, {PREDICT: -1})
    assert (skipped.said, skipped.reply, skipped.right) == ("", "", False)


def test_only_a_drawing_has_an_ask() -> None:
    assert ask_of(WALK, PREDICT)
    assert ask_of(WALK, TRANSFER) is None


def test_the_tally_counts_what_was_answered() -> None:
    assert tally(WALK, {}) == (0, 0)
    assert tally(WALK, {PREDICT: (57.0,), TRANSFER: 1, AGAIN: -1}) == (1, 2)


def test_a_drawing_is_taken_away_in_words() -> None:
    assert "* I said: drawn, off by 30°" in predictions(WALK, {PREDICT: (90.0,)}, {})
