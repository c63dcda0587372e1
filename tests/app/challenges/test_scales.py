"""The challenges about s: what a scale allows at most."""

from __future__ import annotations

import math

from app.challenges.attempt import Attempt
from app.challenges.scales import SATISFIED, UNSURE
from app.starting_points.table import SMALL_SPHERE


def test_with_the_small_scale_no_arrangement_makes_anybody_sure() -> None:
    """The best is a simplex: the own class at cos 0 = 1, every other at -1 / (C - 1) at most."""
    scale = float(dict(UNSURE.config.losses[0].parameters)["scale"])
    others = SMALL_SPHERE.classes - 1
    best = 1 / (1 + others * math.exp(-scale * (1 + 1 / others)))
    assert best < 0.9
    assert "e² = 7.4 against seven" in UNSURE.hints[-1]
    assert (round(math.exp(scale), 1), others) == (7.4, 7)


def test_a_loss_that_is_never_sure_is_no_way_to_keep_it_pulling() -> None:
    """With s = 1 the gap is 48° and p is 23 %: the trouble of the first challenge."""

    def said(gap: float, sure: float) -> str:
        measures = {"gap": [gap], "sure": [sure]}
        return SATISFIED.missing(Attempt(config=SATISFIED.way, measures=measures))

    assert said(55, 96) == ""
    both = "The gap of the samples is {}°, and the mean p of a sample's own class {} %; "
    assert said(48, 23).startswith(both.format(48, 23) + "50 % are asked for.")
    assert said(39, 99) == both.format(39, 99) + "a gap of 45° is asked for."
    start = Attempt(config=SATISFIED.config, measures={"gap": [17.8], "sure": [99.7]})
    assert f"{SATISFIED.found(start)}; " == both.format(18, 100)


def test_the_scale_is_too_small_in_the_first_and_too_large_in_the_second() -> None:
    scales = [
        float(dict(config.losses[0].parameters)["scale"])
        for challenge in (UNSURE, SATISFIED)
        for config in (challenge.config, challenge.way)
    ]
    assert scales[0] < scales[1]
    assert scales[2] > scales[3] > scales[0]
