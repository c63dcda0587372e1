"""A page follows its job: it watches, and has another pace than others."""

from __future__ import annotations

import pytest

from app.controls.live import POLL_SECONDS, SPREAD, poll_seconds
from app.jobs import State
from tests.app.controls.following import Following


def test_watchers_of_one_training_do_not_ask_in_step() -> None:
    every = [poll_seconds(f"viewer {k}") for k in range(200)]
    low, high = POLL_SECONDS * (1 - SPREAD), POLL_SECONDS * (1 + SPREAD)
    assert all(low <= seconds <= high for seconds in every)
    assert max(every) - min(every) > 0.9 * (high - low)
    assert sum(every) / len(every) == pytest.approx(POLL_SECONDS, rel=0.05)
    assert poll_seconds("viewer 3") == every[3]


def test_who_follows_watches(following: Following) -> None:
    assert len(following.job.viewers) == 1


def test_the_note_of_a_job_is_shown(following: Following) -> None:
    following.job.note = "It began again."
    following.page.run()
    assert [part.value for part in following.page.caption] == ["It began again."]


def test_the_page_runs_again_when_the_job_is_stuck(following: Following) -> None:
    runs = following.page.session_state.runs
    following.page.run()
    assert following.page.session_state.runs == runs + 1
    following.stuck()
    following.page.session_state.fragment = True
    following.page.run()
    assert following.page.session_state.runs == runs + 3  # once more by itself
    assert following.page.warning[0].value.startswith("SV-Softmax is stuck")


def test_the_page_runs_again_when_the_job_is_over(following: Following) -> None:
    following.pool.end(following.job, State.STOPPED)
    following.page.run()
    assert following.page.session_state.taken is following.job
