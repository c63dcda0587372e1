"""The buttons of a job under way reach the pool, and what cannot be done is said."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.live import POLL_SECONDS, SPREAD, poll_seconds, progress
from app.jobs import Job, State
from app.jobs.pool import NOT_ALONE
from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.pools import Sleeping
from tests.app.runs import small_config

CONFIG = small_config(70, steps=5000)


def script() -> None:
    import streamlit as st

    from app.controls.live import follow

    state = st.session_state
    if "job" in state and state.job.state.over:
        state.taken = state.pop("job")
    if "job" in state:
        follow(state.pool, state.job)


def test_watchers_of_one_training_do_not_ask_in_step() -> None:
    every = [poll_seconds(f"viewer {k}") for k in range(200)]
    low, high = POLL_SECONDS * (1 - SPREAD), POLL_SECONDS * (1 + SPREAD)
    assert all(low <= seconds <= high for seconds in every)
    assert max(every) - min(every) > 0.9 * (high - low)
    assert sum(every) / len(every) == pytest.approx(POLL_SECONDS, rel=0.05)
    assert poll_seconds("viewer 3") == every[3]


class Following:
    """A page that follows a job of a pool without a worker."""

    def __init__(self, pool: Sleeping) -> None:
        self.pool = pool
        self.job = pool.submit(CONFIG)
        self.job.state = State.TRAINING
        self.page = AppTest.from_function(script, default_timeout=DEFAULT_TIMEOUT)
        self.page.session_state.pool = pool
        self.page.session_state.job = self.job
        self.page.run()
        assert not self.page.exception

    def press(self, key: str) -> None:
        self.page.button(key=f"live-{key}").click().run()
        assert not self.page.exception

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.page.button]


@pytest.fixture
def following(sleeping: Sleeping) -> Following:
    return Following(sleeping)


def test_who_follows_watches(following: Following) -> None:
    assert len(following.job.viewers) == 1


def test_pause_and_resume(following: Following) -> None:
    assert following.labels == ["Pause", "One step", "Stop", "Reset"]
    following.press("pause")
    assert following.job.state is State.PAUSED
    assert following.labels[0] == "Resume"
    following.press("step")
    following.press("pause")
    assert following.job.state is State.TRAINING
    assert following.pool.commands == ["pause", "step", "resume"]


def test_stop(following: Following) -> None:
    assert not following.job.stopping
    following.press("stop")
    assert following.job.stopping
    following.pool.end(following.job, State.STOPPED)
    following.page.run()
    assert following.page.session_state.taken is following.job
    assert following.labels == []


def test_reset_puts_another_job_in_its_place(following: Following) -> None:
    following.press("reset")
    assert following.job.stopping
    again = following.page.session_state.job
    assert again is not following.job
    assert again.config == CONFIG
    assert again.state is State.WAITING
    assert again.viewers
    assert following.labels[0] == "Pause"


def test_a_waiting_job_can_be_stopped_only(following: Following) -> None:
    following.job.state = State.WAITING
    following.page.run()
    disabled = {button.label: button.disabled for button in following.page.button}
    assert disabled == {"Pause": True, "One step": True, "Stop": False, "Reset": False}
    assert not following.page.number_input


def test_changes(following: Following) -> None:
    job = following.job
    assert not following.page.number_input  # made when it is open
    following.page.session_state["live-change"] = True
    following.page.run()
    assert [field.label.partition(":")[0] for field in following.page.number_input] == [
        "Learning rate",
        "s",
        "t",
    ]
    following.page.number_input(key=f"live-{job.id}-learning_rate-all").set_value(0.02).run()
    following.page.number_input(key=f"live-{job.id}-t-all").set_value(1.6).run()
    following.page.selectbox(key=f"live-{job.id}-loss").set_value(0).run()
    following.page.number_input(key=f"live-{job.id}-t-0").set_value(1.3).run()
    assert not following.page.exception
    assert following.pool.commands == [
        ("learning_rate", 0.02, None),
        ("t", 1.6, None),
        ("t", 1.3, 0),
    ]
    assert job.settings.learning_rate == 0.02
    assert [values["t"] for values in job.settings.values] == [1.3]


def test_what_cannot_be_done_is_said_until_the_next_press(following: Following) -> None:
    following.pool.join(following.job, "another")
    following.press("pause")
    assert [part.value for part in following.page.warning] == [NOT_ALONE]
    assert following.pool.commands == []
    assert following.job.state is State.TRAINING
    following.pool.leave("another")
    following.press("pause")
    assert not following.page.warning


def test_stop_leaves_a_shared_job_to_the_others(following: Following) -> None:
    following.pool.join(following.job, "another")
    following.press("stop")
    assert not following.job.stopping
    assert following.job.viewers == {"another"}
    assert "job" not in following.page.session_state


def test_the_note_of_a_job_is_shown(following: Following) -> None:
    following.job.note = "It began again."
    following.page.run()
    assert [part.value for part in following.page.caption] == ["It began again."]


def test_progress_in_words(sleeping: Sleeping) -> None:
    jobs = [sleeping.submit(small_config(71 + k, steps=3000)) for k in range(3)]
    assert [progress(sleeping, job) for job in jobs] == [
        "Starting",
        "Waiting for the trainer; number 2 in line",
        "Waiting for the trainer; number 3 in line",
    ]
    job = Job(CONFIG, state=State.TRAINING, step=1200)
    assert progress(sleeping, job) == "Training: step 1,200 of 5,000"
    job.pace = 81.6
    assert progress(sleeping, job) == "Training: step 1,200 of 5,000, 82 steps/s"
    job.state = State.PAUSED
    assert progress(sleeping, job) == "Paused at step 1,200 of 5,000"
