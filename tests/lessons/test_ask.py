"""A prediction that is drawn: its distance from the outcome, and what it is taken for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from lessons.ask import Ask

CURVE = Ask(
    outcome=(1.0, 2.0, 4.0), places=(1, 2, 3), low=0.5, high=8, start=1, close=0.5, digits=1
)


@pytest.mark.parametrize(
    ("drawn", "verdict", "distance"),
    [
        ((1.0, 2.0, 4.0), "close", 0.0),
        ((1.5, 1.5, 4.5), "close", 0.5),
        ((2.0, 3.0, 5.0), "above", 1.0),
        ((0.5, 1.0, 2.0), "below", 3.5 / 3),
        ((3.0, 2.0, 0.5), "mixed", 5.5 / 3),
    ],
)  # fmt: skip
def test_the_verdict_is_of_the_mean_distance(
    drawn: tuple[float, ...], verdict: str, distance: float
) -> None:
    assert CURVE.distance(drawn) == pytest.approx(distance)
    assert CURVE.verdict(drawn) == verdict
    assert CURVE.words(drawn) == f"on average off by {distance:.1f}"


def test_logarithmic_distances_are_factors() -> None:
    ask = Ask(outcome=(10.0,), low=1, high=100, start=1, close=1.5, log=True)
    assert ask.distance((20.0,)) == pytest.approx(2)
    assert ask.distance((5.0,)) == pytest.approx(2)
    assert ask.words((20.0,)) == "off by a factor of 2.0"
    assert ask.verdict((14.0,)) == "close"
    assert ask.verdict((5.0,)) == "below"


def test_means_over_seeds_are_drawn_from_the_first() -> None:
    values_SX = np.array([[1.0, 3.0], [2.0, 4.0]])
    ask = Ask.of_seeds(values_SX, low=0, high=8, close=1)
    assert (ask.outcome, ask.places, ask.start) == ((1.5, 3.5), (0.0, 1.0), 1.5)
    named = Ask.of_seeds(
        values_SX, places=(10, 20), label="m {:g}", low=0, high=8, start=2, close=1
    )
    assert (named.start, named.labels) == (2, ("m 10", "m 20"))


def test_a_curve_is_asked_for_at_some_of_its_places() -> None:
    ask = Ask.along(
        np.arange(4.0), np.arange(4.0) ** 2, (1, 2.5), label="at {:g}", low=0, high=9, start=0,
        close=1,
    )  # fmt: skip
    assert (ask.outcome, ask.places, ask.labels) == ((1.0, 6.5), (1, 2.5), ("at 1", "at 2.5"))


@pytest.mark.parametrize(
    "drawn", [None, "1,2,3", [1, 2], [1, 2, 9], [1, 2, "3"], [1, 2, math.nan], {"a": 1}]
)
def test_what_is_no_drawing_is_not_accepted(drawn: Any) -> None:
    assert not CURVE.accepts(drawn)
    assert CURVE.accepts([1, 2.5, 8])


@pytest.mark.parametrize(
    "change", [{"outcome": (1.0,)}, {"outcome": (1.0, 2.0, 9.0)}, {"start": 0}]
)
def test_an_outcome_that_cannot_be_drawn_is_refused(change: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"outcome": (1.0, 2.0, 4.0), "places": (1, 2, 3), "low": 0.5,
                                "high": 8, "start": 1, "close": 0.5}  # fmt: skip
    with pytest.raises(ValueError, match="outcome"):
        Ask(**(settings | change))


MARKS = Ask(outcome=(0, 1, 1, 0), places=(0, 1, 2, 3), low=0, high=1, start=0, close=0, marks=True)


@pytest.mark.parametrize(
    ("drawn", "verdict", "words"),
    [
        ((0, 1, 1, 0), "close", "2 of 2 found, 0 too many"),
        ((0, 0, 1, 0), "below", "1 of 2 found, 0 too many"),
        ((1, 1, 1, 0), "above", "2 of 2 found, 1 too many"),
        ((1, 1, 0, 1), "mixed", "1 of 2 found, 2 too many"),
    ],
)
def test_what_is_marked_is_found_or_not(drawn: tuple[float, ...], verdict: str, words: str) -> None:
    assert MARKS.verdict(drawn) == verdict
    assert MARKS.words(drawn) == words
