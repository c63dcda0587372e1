"""The verdict: fair attempts first, then the goal, and a sentence for everything."""

from __future__ import annotations

from dataclasses import replace

from app.challenges.attempt import Attempt
from app.challenges.challenge import AtLeast
from app.challenges.judge import BY_HAND, STOPPED, judge
from app.challenges.table import CHALLENGES
from tests.app.runs import PLAIN, SV, small_config

CONFIG = small_config(0, (PLAIN, SV))
GOAL = AtLeast(measure="accuracy", least=90, words="It is right for {found}", loss=1)
CHALLENGE = replace(
    CHALLENGES[0],
    config=CONFIG,
    way=replace(CONFIG, batch=4),
    free=("steps", "batch", "wrong labels"),
    found=GOAL.found,
    missing=GOAL.missing,
    says={"steps": "More of the same.", "features": "Stay where you are."},
    why="So it is.",
)


def verdict(accuracy: float, whole: bool = True, by_hand: bool = False, **changed: object) -> str:
    attempt = Attempt(
        config=replace(CONFIG, **changed),  # type: ignore[arg-type]
        measures={"accuracy": [0, accuracy]},
        whole=whole,
        by_hand=by_hand,
    )
    found = judge(CHALLENGE, attempt)
    return f"{found.standing.value}: {found.words}"


def test_the_goal_with_an_allowed_change_solves_it() -> None:
    assert verdict(90, batch=8) == "solved: Solved. It is right for 90 %. So it is."


def test_a_number_just_below_the_goal_is_not_called_the_goal() -> None:
    assert verdict(89.99, batch=8).startswith("short: It is right for 89 %; 90 % are asked for.")


def test_a_change_that_does_not_help_gets_its_sentence() -> None:
    expected = "short: It is right for 50 %; 90 % are asked for. More of the same."
    assert verdict(50, steps=20) == expected


def test_a_change_of_which_nothing_is_said_is_led_on_by_whether_it_matters() -> None:
    assert verdict(50, label_noise=0.5).endswith(
        "Another value, another setting or a hint may help."
    )
    assert verdict(50, batch=8).endswith(
        "This is the setting that matters. Try more of its values."
    )


def test_doing_nothing_is_no_attempt_even_where_the_goal_is_met() -> None:
    assert verdict(100).startswith(
        "untouched: This is the run you start from. It is right for 100 %."
    )
    assert verdict(100, kept=9).startswith("untouched")


def test_what_belongs_to_the_challenge_is_refused_even_where_the_goal_is_met() -> None:
    assert verdict(100, embedding=3) == "refused: Stay where you are."
    assert verdict(100, seed=4) == "refused: This challenge keeps seed at 0: set it back."
    words = verdict(100, losses=(PLAIN,))
    assert words == "refused: This challenge keeps losses at Softmax and SV-Softmax: set it back."


def test_two_changes_are_too_many() -> None:
    found = verdict(100, steps=20, batch=8)
    assert found == (
        f"refused: These are 2 changes: steps from {CONFIG.steps} to 20, batch from "
        f"{CONFIG.batch} to 8. One is enough: set the others back."
    )


def test_only_whole_trainings_are_judged() -> None:
    assert verdict(100, batch=8, whole=False) == f"refused: {STOPPED}"
    assert verdict(100, batch=8, by_hand=True) == f"refused: {BY_HAND}"
