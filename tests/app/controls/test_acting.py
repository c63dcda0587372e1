"""A change of the controls acts: stored, live, at rest, or offered; and a job before it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.acting import OFFERED, RESTING
from app.controls.control import LIVE
from app.jobs import Limits, State
from app.jobs.control import NOT_ALONE
from tests.app.pools import Sleeping, stand_in
from tests.app.runs import SV, small_config
from tests.patience import SECONDS
from toy_models.config import RunConfig
from toy_models.data import Faces
from toy_models.first_run import FIRST_RUN

ONE, TWO = small_config(90, losses=(SV,)), small_config(91, losses=(SV,))
HOTTER = replace(ONE, learning_rate=0.02, losses=(type(SV).of("sv_softmax", scale=16.0, t=1.4),))
SLOW = replace(
    FIRST_RUN, data=Faces(identities=100), network="cnn", hidden=(16, 32, 64), steps=3000
)


def script() -> None:
    import streamlit as st

    from app.controls.acting import act
    from app.controls.current import take_finished
    from app.jobs import shared_pool

    state = st.session_state
    act(shared_pool(), state.get("wanted"), clock=lambda: state.get("now", 0.0))
    take_finished(shared_pool())


class Page:
    """A page whose controls are the settings that a test wants."""

    def __init__(self, pool: Sleeping) -> None:
        pool.give(stand_in(FIRST_RUN))
        self.pool = pool
        self.test = AppTest.from_function(script, default_timeout=SECONDS)
        self.state = self.test.session_state
        self.want(FIRST_RUN)

    def want(self, config: RunConfig | None, now: float = 0.0) -> None:
        self.state["wanted"], self.state["now"] = config, now
        self.test.run()
        assert not self.test.exception


@pytest.fixture
def page(sleeping: Sleeping) -> Page:
    return Page(sleeping)


def test_a_change_is_trained_and_the_job_before_ends(page: Page) -> None:
    page.want(ONE)
    first = page.state.job
    assert first.config == ONE
    page.want(TWO)
    assert page.state.job.config == TWO
    assert first.state is State.STOPPED


def test_others_keep_a_job_that_this_reader_has_left(page: Page) -> None:
    page.want(ONE)
    first = page.state.job
    page.pool.join(first, "another")
    page.want(TWO)
    assert not first.state.over
    assert first.viewers == {"another"}


def test_a_stored_run_appears_at_once_and_ends_the_job(page: Page) -> None:
    page.pool.limits = Limits(rest_seconds=9)
    page.pool.give(stand_in(TWO))
    page.state["job"] = job = page.pool.submit(ONE)
    page.want(TWO)
    assert page.state.result.config == TWO
    assert "job" not in page.state
    assert job.state is State.STOPPED


def test_settings_rest_before_they_are_trained(page: Page) -> None:
    page.pool.limits = Limits(rest_seconds=0.4)
    page.want(ONE, now=10.0)
    assert "job" not in page.state
    page.want(TWO, now=10.3)  # a slider that is still moved
    page.want(TWO, now=10.6)
    assert "job" not in page.state
    assert RESTING in page.state
    page.want(TWO, now=10.75)
    assert page.state.job.config == TWO
    assert RESTING not in page.state


def test_a_change_that_is_taken_back_trains_nothing(page: Page) -> None:
    page.pool.limits = Limits(rest_seconds=0.4)
    page.want(ONE, now=10.0)
    page.want(FIRST_RUN, now=10.1)
    page.want(FIRST_RUN, now=11.0)
    assert "job" not in page.state
    assert RESTING not in page.state


def test_with_the_switch_on_the_training_goes_on_with_the_new_values(page: Page) -> None:
    page.want(ONE)
    job = page.state.job
    job.state = State.TRAINING
    page.state[LIVE] = True
    page.want(HOTTER)
    assert page.state.job is job
    assert job.present_config == HOTTER
    assert page.pool.commands == [("learning_rate", 0.02, None), ("t", 1.4, 0)]
    page.want(replace(HOTTER, seed=5))  # what no training can change
    assert page.state.job is not job


def test_a_training_that_others_watch_is_not_changed_but_trained_anew(page: Page) -> None:
    page.want(ONE)
    job = page.state.job
    job.state = State.TRAINING
    page.pool.join(job, "another")
    page.state[LIVE] = True
    page.want(HOTTER)
    assert [toast.value for toast in page.test.toast] == [NOT_ALONE]
    assert job.present_config == ONE
    assert page.state.job.config == HOTTER


def test_what_takes_long_is_offered_and_trained_no_sooner(page: Page) -> None:
    page.want(SLOW)
    assert page.state[OFFERED] == SLOW
    assert "job" not in page.state
    page.want(ONE)
    assert OFFERED not in page.state
    assert page.state.job.config == ONE


def test_without_settings_nothing_happens(page: Page) -> None:
    page.want(None)
    assert page.state.result.config == FIRST_RUN
    assert "job" not in page.state


def test_what_can_be_trained_at_last_is_trained(sleeping: Sleeping) -> None:
    sleeping.give(stand_in(FIRST_RUN))
    test = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert test.session_state.result.config == FIRST_RUN  # a link to a file that is not chosen yet
    test.session_state["wanted"], test.session_state["now"] = ONE, 0.0
    test.run()
    test.session_state["now"] = 10.0
    test.run()
    assert test.session_state.job.config == ONE


@pytest.mark.parametrize(("config", "trained"), [(ONE, True), (SLOW, False)])
def test_a_link_trains_its_run_or_offers_it(
    sleeping: Sleeping, config: RunConfig, trained: bool
) -> None:
    sleeping.give(stand_in(FIRST_RUN))
    test = AppTest.from_function(script, default_timeout=SECONDS)
    test.session_state["wanted"] = config
    test.run()
    assert ("job" in test.session_state) is trained
    assert (OFFERED in test.session_state) is not trained
