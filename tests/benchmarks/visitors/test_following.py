"""What a message of the stage says of its training."""

from __future__ import annotations

from app.stage.payload import frames_message
from benchmarks.visitors.following import live_in
from benchmarks.visitors.page import Page


def test_a_message_of_the_stage_says_how_far_the_training_is() -> None:
    live = {"step": 123, "state": "training", "place": 0}
    assert live_in(frames_message([], "test accuracy", live)) == live
    assert Page(live=live).step == 123
    assert Page().step == 0
