"""A challenge on the page: opened by a link, judged by itself, counted, with hints one by one."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.challenges.table import BY_SLUG, CHALLENGES
from app.controls.address import query_of
from app.course.challenge import SUMMARY
from app.course.memory import Plain
from app.course.record import Record
from tests.patience import SECONDS

UNSURE = BY_SLUG["unsure"]


def script() -> None:
    """The controls, the card, and a run of whatever they hold; its p is what the test says."""
    import streamlit as st

    from app.controls.link import asked_for, check_link, link_problem
    from app.controls.settings import choose
    from app.course.challenge import challenge_card, open_challenge
    from tests.app.course.test_challenge import run_with_p

    challenge = open_challenge()
    asked = asked_for()
    settings = choose()
    check_link(asked, settings)
    link_problem()
    st.session_state.config = settings.config
    if challenge is not None:
        trained = st.session_state.get("trained", True)
        p = st.session_state.get("p", 0.503)
        run = run_with_p(settings.config, p) if trained else None
        challenge_card(challenge, run, settings.config)


def run_with_p(config, p):  # type: ignore[no-untyped-def]
    """A stand-in for the run of a config, in which every sample's p of its own class is `p`."""
    from tests.app.pools import stand_in

    run = stand_in(config)
    loss_KLN = np.full_like(run.arrays["loss_LN"], -np.log(p))
    return replace(run, arrays={**run.arrays, "loss_LN": loss_KLN})


def opened(**address: str | list[str]) -> AppTest:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = {"challenge": "unsure", **address}
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    return "\n".join(part.value for part in (*page.caption, *page.markdown))


def record(page: AppTest) -> Record:
    plain: Plain = page.session_state["course-plain"].get("challenges", {})
    return Record.of(plain.get("unsure"))


@pytest.mark.parametrize("key", ["fbclid", "present"])
def test_a_key_that_is_no_setting_does_not_keep_it_from_its_broken_run(key: str) -> None:
    page = opened(**{key: "true"})
    assert page.session_state.config == UNSURE.config
    assert not page.warning


@pytest.mark.parametrize("slug", ["stuck", "strangers"])
def test_a_link_opens_it_on_its_broken_run(slug: str) -> None:
    challenge = BY_SLUG[slug]
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = {"challenge": challenge.slug}
    page.session_state["trained"] = False
    sound(page.run())
    assert page.session_state.config == challenge.config
    assert not page.warning
    for said in (f"## {challenge.title}", challenge.story, f"**Goal:** {challenge.goal}"):
        assert said in words(page)


def test_the_broken_run_is_no_training() -> None:
    page = opened()
    assert [info.value[:31] for info in page.info] == ["This is the run you start from."]
    assert "training" not in page.caption[0].value
    assert record(page) == Record()


def test_a_change_is_judged_counted_and_refused_with_its_sentence() -> None:
    page = opened()
    page.slider(key="steps").set_value(1500)
    sound(page.run())
    (warning,) = page.warning
    assert warning.value == (
        f"The mean p of a sample's own class is 50 %; 90 % are asked for. {UNSURE.says['steps']}"
    )
    assert page.caption[0].value == "Challenge 1 of 8 · 1 training so far"
    sound(page.run())  # the same run again is no other training
    assert len(record(page).tried) == 1


def test_the_way_solves_it_and_the_count_stays() -> None:
    page = opened()
    page.slider(key="steps").set_value(1500)
    sound(page.run())
    page.session_state["p"] = 0.97
    page.slider(key="steps").set_value(600)
    page.slider(key="s").set_value(16.0)
    sound(page.run())
    (success,) = page.success
    assert success.value == f"Solved. The mean p of a sample's own class is 97 %. {UNSURE.why}"
    assert record(page).solved == 2
    page.slider(key="s").set_value(20.0)
    sound(page.run())
    assert record(page).solved == 2
    assert page.caption[0].value.endswith("solved in 2 trainings")


def test_hints_come_one_after_another_and_are_remembered() -> None:
    page = opened()
    for shown in range(3):
        assert [hint in words(page) for hint in UNSURE.hints] == [k < shown for k in range(3)]
        button = page.button(key="challenge-hint")
        assert button.label == f"Hint {shown + 1} of 3"
        sound(button.click().run())
    assert all(hint in words(page) for hint in UNSURE.hints)
    assert "challenge-hint" not in {button.key for button in page.button}
    assert record(page).hints == 3


def test_while_it_trains_nothing_is_judged() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = {"challenge": "unsure"}
    page.session_state["trained"] = False
    sound(page.run())
    assert [info.value for info in page.info] == ["It trains. The verdict comes at its end."]


def test_what_is_refused_anyway_is_refused_before_its_training_ends() -> None:
    page = opened()
    page.session_state["trained"] = False
    page.slider(key="steps").set_value(1500)
    sound(page.run())
    assert [info.value for info in page.info] == ["It trains. The verdict comes at its end."]
    page.slider(key="s").set_value(16.0)
    sound(page.run())
    (warning,) = page.warning
    assert warning.value.startswith("These are 2 changes: steps from 600 to 1500, s from 2 to 16.")
    assert not page.info
    assert not record(page).tried  # nothing was trained yet


def test_a_link_to_an_attempt_opens_the_attempt() -> None:
    page = opened(**parse_qs(query_of(UNSURE.way)))
    assert page.session_state.config == UNSURE.way
    assert page.warning  # it stands short with the p of the test
    assert record(page).tried == [UNSURE.way.digest[:8]]


def test_start_over_is_the_broken_run_and_leave_keeps_the_settings() -> None:
    page = opened()
    page.slider(key="s").set_value(9.0)
    sound(page.run())
    sound(page.button(key="challenge-again").click().run())
    assert page.session_state.config == UNSURE.config
    page.slider(key="s").set_value(9.0)
    sound(page.button(key="challenge-leave").click().run())
    assert dict(page.session_state.config.losses[0].parameters)["scale"] == 9
    assert "challenge" not in page.query_params
    assert "##" not in words(page)


def test_a_solved_challenge_leads_to_the_next_that_is_not() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = {"challenge": "unsure"}
    done = {"unsure": Record(["a"], 1).plain, CHALLENGES[1].slug: Record(["b"], 1).plain}
    page.session_state["course-plain"] = {"challenges": done}
    sound(page.run())
    sound(page.button(key="challenge-next").click().run())
    assert page.session_state.config == CHALLENGES[2].config
    assert f"## {CHALLENGES[2].title}" in words(page)


def test_the_last_challenge_ends_with_what_each_has_taught() -> None:
    for solved in (CHALLENGES, CHALLENGES[2:]):
        page = AppTest.from_function(script, default_timeout=SECONDS)
        page.query_params = {"challenge": CHALLENGES[-1].slug}
        done = {each.slug: Record(["a"], 1).plain for each in solved}
        page.session_state["course-plain"] = {"challenges": done}
        page.session_state["trained"] = False
        sound(page.run())
        (summary,) = [part.value for part in page.markdown if SUMMARY in part.value]
        assert [each.taught in summary for each in CHALLENGES] == [
            each in solved for each in CHALLENGES
        ]
        following = [button.label for button in page.button if button.key == "challenge-next"]
        assert following == ([] if len(solved) == len(CHALLENGES) else ["Challenge 1 of 8"])


def test_a_name_that_there_is_none_of_is_said() -> None:
    page = opened(challenge="<b>gone")
    (warning,) = page.warning
    assert warning.value.startswith("There is no challenge `<b>gone`. There are: unsure,")
    assert "challenge" not in page.query_params
