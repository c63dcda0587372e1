"""What a session shows: the stored run, the job, what the job has made, and the problem."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.jobs import State
from tests.app.pools import Sleeping, stand_in
from tests.app.runs import small_config
from tests.patience import SECONDS
from toy_models.first_run import FIRST_RUN

CONFIG = small_config(90)


def script() -> None:
    import streamlit as st

    from app.controls.acting import act
    from app.controls.current import take_finished, train
    from app.jobs import shared_pool
    from tests.app.controls.test_current import CONFIG

    pool, state = shared_pool(), st.session_state
    if st.button("Train"):
        train(pool, CONFIG)
    act(pool, state.get("asked"))
    take_finished(pool)


@pytest.fixture
def page(sleeping: Sleeping) -> AppTest:
    sleeping.give(stand_in(FIRST_RUN))
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def test_the_shipped_run_is_shown_before_any_click(page: AppTest) -> None:
    assert page.session_state.result.config == FIRST_RUN


def test_a_stored_run_that_was_asked_for_goes_before_it(sleeping: Sleeping) -> None:
    sleeping.give(stand_in(FIRST_RUN), stand_in(CONFIG))
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.session_state.asked = CONFIG
    assert page.run().session_state.result.config == CONFIG


def test_a_stored_run_is_shown_at_once(page: AppTest, sleeping: Sleeping) -> None:
    sleeping.give(stand_in(CONFIG))
    press(page, "Train")
    assert page.session_state.result.config == CONFIG
    assert "job" not in page.session_state


def test_a_job_takes_the_place_of_the_last_one(page: AppTest, sleeping: Sleeping) -> None:
    job = press(page, "Train").session_state.job
    assert job.config == CONFIG
    other = sleeping.submit(small_config(91), next(iter(job.viewers)))
    page.session_state.job = other
    press(page, "Train")
    assert page.session_state.job is job
    assert not other.viewers
    assert other.state is State.STOPPED  # nobody else wants it


@pytest.mark.parametrize("state", [State.FINISHED, State.STOPPED])
def test_what_a_job_has_made_is_shown_and_noted(
    page: AppTest, sleeping: Sleeping, state: State
) -> None:
    job = press(page, "Train").session_state.job
    made = replace(stand_in(CONFIG), stopped=state is State.STOPPED)
    sleeping.end(job, state, result=made)
    page.run()
    assert page.session_state.result is made
    assert "job" not in page.session_state
    assert [entry.result for entry in page.session_state.history.entries] == [made]


def test_a_failure_leaves_the_old_run_and_a_sentence(page: AppTest, sleeping: Sleeping) -> None:
    sleeping.end(press(page, "Train").session_state.job, State.FAILED, why="It cannot be.")
    page.run()
    assert page.session_state.problem == "It cannot be."
    assert page.session_state.result.config == FIRST_RUN
    press(page, "Train")
    assert "problem" not in page.session_state


def test_a_training_that_had_to_make_room_leaves_its_run_and_says_why(
    page: AppTest, sleeping: Sleeping
) -> None:
    job = press(page, "Train").session_state.job
    so_far = replace(stand_in(CONFIG), stopped=True)
    sleeping.end(job, State.STOPPED, why="It had to make room.", result=so_far)
    page.run()
    assert page.session_state.result is so_far
    assert [toast.value for toast in page.toast] == ["It had to make room."]
