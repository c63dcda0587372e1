"""The page of the challenges, and the Playground while a challenge is open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.challenges.table import BY_SLUG, CHALLENGES
from app.course.challenge import TRAINING
from app.course.record import Record
from tests.app.pages import playground_page
from tests.app.pools import Sleeping, stand_in
from tests.patience import SECONDS
from toy_models.first_run import FIRST_RUN

STUCK = BY_SLUG["stuck"]


def script() -> None:
    from app.views.challenges import challenges

    challenges()


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS)


def cards(page: AppTest) -> list[str]:
    return [part.proto.body for part in page.get("html") if 'class="place' in part.proto.body]


def test_every_challenge_has_a_card_with_its_broken_run(page: AppTest) -> None:
    page.run()
    assert not page.exception
    for challenge, card in zip(CHALLENGES, cards(page), strict=True):
        assert f"<h2>{challenge.title}</h2>" in card
        assert 'alt="How ' in card
    assert [button.label for button in page.button] == ["Begin"] * 8


def test_a_card_says_how_it_stands(page: AppTest) -> None:
    done = {"stuck": Record(["a", "b"], 2).plain, "unsure": Record(["c"]).plain}
    page.session_state["course-plain"] = {"challenges": done}
    page.run()
    by_slug = dict(zip(BY_SLUG, cards(page), strict=True))
    assert "Solved in 2 trainings" in by_slug["stuck"]
    assert "width: 100%" in by_slug["stuck"]
    assert "1 training so far" in by_slug["unsure"]
    labels = {button.key: button.label for button in page.button}
    assert (labels["open-stuck"], labels["open-unsure"]) == ("Open again", "Go on")


def test_the_playground_gives_no_answer_away_while_a_challenge_is_open(sleeping: Sleeping) -> None:
    sleeping.give(stand_in(STUCK.config))
    page = playground_page(60)
    page.query_params = {"challenge": "stuck"}
    page.run()
    assert not page.exception
    assert page.session_state.result.config == STUCK.config
    assert f"## {STUCK.title}" in [part.value for part in page.markdown]
    keys = {str(button.key) for button in page.button}
    assert not {key for key in keys if key.startswith("way-out")}
    assert "challenge-hint" in keys
    assert "cannot be met" not in " ".join(part.value for part in page.caption)


def test_the_run_that_was_there_before_a_challenge_is_no_attempt(sleeping: Sleeping) -> None:
    sleeping.limits = replace(sleeping.limits, rest_seconds=1000.0)
    sleeping.give(stand_in(FIRST_RUN))
    page = playground_page(60)
    page.run()
    assert page.session_state.result.config == FIRST_RUN
    page.query_params = {"challenge": "stuck"}
    page.run()
    assert not page.exception
    assert page.session_state.result.config == FIRST_RUN  # the broken run is not trained yet
    assert TRAINING in [info.value for info in page.info]
    assert "challenges" not in page.session_state["course-plain"]
