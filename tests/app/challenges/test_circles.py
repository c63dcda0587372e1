"""The smallest margin that breaks AM-Softmax: by theory, and by what was measured."""

from __future__ import annotations

import math

from app.challenges.attempt import Attempt
from app.challenges.challenge import with_loss
from app.challenges.circles import BREAK_COSFACE, BROKEN, LARGEST, SMALLEST_BREAKING, STUCK
from app.challenges.judge import refused


def said(margin: float, support: float) -> str:
    config = with_loss(BREAK_COSFACE.config, 0, margin=margin)
    return BREAK_COSFACE.missing(Attempt(config=config, measures={"support": [support]}))


def test_ten_arrows_on_a_circle_allow_what_the_neighbour_leaves() -> None:
    assert math.isclose(LARGEST, 1 - math.cos(math.radians(36)))
    assert SMALLEST_BREAKING == 0.2


def test_the_smallest_value_of_the_slider_beyond_it_is_asked_for() -> None:
    assert said(0.2, 100) == ""
    assert said(0.21, 100) == "m = 0.21 breaks it. But so does a smaller m."
    assert said(0.2, BROKEN) == ""
    assert said(0.35, 100) == "m = 0.35 breaks it. But so does a smaller m."


def test_a_tiny_s_does_not_free_the_digits() -> None:
    """With s = 2 SV-Softmax is right for 89 %, and its mean p is 32 %."""
    assert refused(STUCK, with_loss(STUCK.config, 1, scale=2.0)).startswith("With a tiny s")


def test_a_margin_that_is_met_by_some_is_not_broken() -> None:
    words = "At m = 0.19, 60 % of the samples have a support vector; the others still meet"
    assert said(0.19, 60).startswith(words)


def test_a_share_is_rounded_as_below_the_panel() -> None:
    start = Attempt(config=BREAK_COSFACE.config, measures={"support": [3.75]})
    assert BREAK_COSFACE.found(start) == "At m = 0.1, 4 % of the samples have a support vector"
