"""The buttons of a job under way reach the pool, and what cannot be done is said."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.live import POLL_SECONDS, SPREAD, poll_seconds, progress
from app.jobs import Job, Pool, State
from app.jobs.pool import NOT_ALONE
from tests.app.controls.asking import DEFAULT_TIMEOUT
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
    assert all(low <= one <= high for one in every)
    assert max(every) - min(every) > 0.9 * (high - low)
    assert sum(every) / len(every) == pytest.approx(POLL_SECONDS, rel=0.05)
    assert poll_seconds("viewer 3") == every[3]


class Asked:
    """A pool without a worker that notes what it would tell one."""

    def __init__(self, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pool = pool
        self.told: list[dict[str, Any]] = []
        monkeypatch.setattr(
            pool, "_tell", lambda kind, job, **more: self.told.append({"kind": kind, **more})
        )
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
def asked(asleep: Pool, monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(asleep, monkeypatch)


def test_who_follows_watches(asked: Asked) -> None:
    assert len(asked.job.viewers) == 1


def test_pause_and_resume(asked: Asked) -> None:
    assert asked.labels == ["Pause", "One step", "Stop", "Reset"]
    asked.press("pause")
    assert asked.job.state is State.PAUSED
    assert asked.labels[0] == "Resume"
    asked.press("step")
    asked.press("pause")
    assert asked.job.state is State.TRAINING
    assert [one["kind"] for one in asked.told] == ["pause", "step", "resume"]


def test_stop(asked: Asked) -> None:
    asked.press("stop")
    assert asked.told == [{"kind": "stop"}]
    asked.pool.end(asked.job, State.STOPPED)
    asked.page.run()
    assert asked.page.session_state.taken is asked.job
    assert asked.labels == []


def test_reset_puts_another_job_in_its_place(asked: Asked) -> None:
    asked.press("reset")
    assert asked.told == [{"kind": "stop"}]
    again = asked.page.session_state.job
    assert again is not asked.job
    assert again.config == CONFIG
    assert again.state is State.WAITING
    assert again.viewers
    assert asked.labels[0] == "Pause"


def test_a_waiting_job_can_be_stopped_only(asked: Asked) -> None:
    asked.job.state = State.WAITING
    asked.page.run()
    disabled = {button.label: button.disabled for button in asked.page.button}
    assert disabled == {"Pause": True, "One step": True, "Stop": False, "Reset": False}
    assert not asked.page.number_input


def test_changes(asked: Asked) -> None:
    job = asked.job
    assert not asked.page.number_input  # made when it is open
    asked.page.session_state["live-change"] = True
    asked.page.run()
    assert [field.label.partition(":")[0] for field in asked.page.number_input] == [
        "Learning rate",
        "s",
        "t",
    ]
    asked.page.number_input(key=f"live-{job.id}-learning_rate-all").set_value(0.02).run()
    asked.page.number_input(key=f"live-{job.id}-t-all").set_value(1.6).run()
    asked.page.selectbox(key=f"live-{job.id}-loss").set_value(0).run()
    asked.page.number_input(key=f"live-{job.id}-t-0").set_value(1.3).run()
    assert not asked.page.exception
    assert asked.told == [
        {"kind": "set", "name": "learning_rate", "value": 0.02, "losses": []},
        {"kind": "set", "name": "t", "value": 1.6, "losses": [0]},
        {"kind": "set", "name": "t", "value": 1.3, "losses": [0]},
    ]


def test_what_cannot_be_done_is_said_until_the_next_press(asked: Asked) -> None:
    asked.pool.join(asked.job, "another")
    asked.press("pause")
    assert [one.value for one in asked.page.warning] == [NOT_ALONE]
    assert asked.told == []
    asked.pool.leave("another")
    asked.press("pause")
    assert not asked.page.warning


def test_stop_leaves_a_shared_job_to_the_others(asked: Asked) -> None:
    asked.pool.join(asked.job, "another")
    asked.press("stop")
    assert asked.told == []
    assert asked.job.viewers == {"another"}
    assert "job" not in asked.page.session_state


def test_the_note_of_a_job_is_shown(asked: Asked) -> None:
    asked.job.note = "It began again."
    asked.page.run()
    assert [one.value for one in asked.page.caption] == ["It began again."]


def test_progress_in_words(asleep: Pool) -> None:
    jobs = [asleep.submit(small_config(71 + k, steps=3000)) for k in range(3)]
    assert [progress(asleep, job) for job in jobs] == [
        "Starting",
        "Waiting for the trainer; number 2 in line",
        "Waiting for the trainer; number 3 in line",
    ]
    job = Job(CONFIG, state=State.TRAINING, step=1200)
    assert progress(asleep, job) == "Training: step 1,200 of 5,000"
    job.pace = 81.6
    assert progress(asleep, job) == "Training: step 1,200 of 5,000, 82 steps/s"
    job.state = State.PAUSED
    assert progress(asleep, job) == "Paused at step 1,200 of 5,000"
