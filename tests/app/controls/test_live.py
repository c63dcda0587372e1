"""The buttons of a job under way reach the pool, and what cannot be done is said."""

from __future__ import annotations

import pytest

from app.controls.live import POLL_SECONDS, SPREAD, poll_seconds, progress
from app.jobs import Job, State
from app.jobs.pool import NOT_ALONE
from tests.app.controls.following import CONFIG, Following
from tests.app.pools import Sleeping
from tests.app.runs import small_config


def test_watchers_of_one_training_do_not_ask_in_step() -> None:
    every = [poll_seconds(f"viewer {k}") for k in range(200)]
    low, high = POLL_SECONDS * (1 - SPREAD), POLL_SECONDS * (1 + SPREAD)
    assert all(low <= seconds <= high for seconds in every)
    assert max(every) - min(every) > 0.9 * (high - low)
    assert sum(every) / len(every) == pytest.approx(POLL_SECONDS, rel=0.05)
    assert poll_seconds("viewer 3") == every[3]


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
