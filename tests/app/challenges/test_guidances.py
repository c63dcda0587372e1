"""The challenges about t: equal means equal, and t is not to be turned down."""

from __future__ import annotations

from app.challenges.attempt import Attempt
from app.challenges.guidances import EQUAL, EQUAL_SOFTMAX, LET_IT_START


def said(degrees: float, accuracy: float = 97.0) -> str:
    measures = {"apart": [0.0, degrees], "accuracy": [97.0, accuracy]}
    return EQUAL_SOFTMAX.missing(Attempt(config=EQUAL_SOFTMAX.way, measures=measures))


def test_samples_at_one_place_are_equal_and_a_degree_apart_is_not() -> None:
    assert said(0) == said(EQUAL) == ""
    assert "up to 31.2° apart" in said(31.2)


def test_panels_in_which_nothing_is_learned_are_not_what_is_asked_for() -> None:
    assert "right for 12 %" in said(0, accuracy=12.5)


def test_m_t_and_s_belong_to_the_training_that_cannot_start() -> None:
    assert not {"SV-Arc-Softmax m", "SV-Arc-Softmax t", "s"} & set(LET_IT_START.free)
