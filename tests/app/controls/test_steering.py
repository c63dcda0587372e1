"""The player's buttons reach the pool, and what cannot be done is said."""

from __future__ import annotations

from dataclasses import replace

from app.jobs import State
from app.jobs.control import NOT_ALONE
from tests.app.controls.following import CONFIG, Following


def test_pause_step_and_resume(following: Following) -> None:
    following.command("pause")
    assert following.job.state is State.PAUSED
    following.command("step")
    following.command("resume")
    assert following.job.state is State.TRAINING
    assert following.pool.commands == ["pause", "step", "resume"]


def test_stop(following: Following) -> None:
    assert not following.job.stopping
    following.command("stop")
    assert following.job.stopping


def test_again_puts_another_job_in_its_place(following: Following) -> None:
    following.command("again")
    assert following.job.state is State.STOPPED
    again = following.page.session_state.job
    assert again is not following.job
    assert again.config == CONFIG
    assert again.state is State.WAITING
    assert again.viewers


def test_again_without_room_leaves_the_training_as_it_is(following: Following) -> None:
    following.pool.limits = replace(following.pool.limits, waiting_at_most=0, training_at_once=0)
    following.command("again")
    assert following.page.session_state.job is following.job
    assert following.job.state is State.TRAINING
    assert [toast.value for toast in following.page.toast] == [
        "0 trainings are waiting already; try again in a minute."
    ]


def test_again_has_the_values_that_the_training_had_last(following: Following) -> None:
    following.job.settings.set("t", 1.7)
    following.command("again")
    config = following.page.session_state.job.config
    assert dict(config.losses[0].parameters)["t"] == 1.7


def test_what_cannot_be_done_is_said_for_a_moment(following: Following) -> None:
    following.pool.join(following.job, "another")
    following.command("pause")
    assert [toast.value for toast in following.page.toast] == [NOT_ALONE]
    assert following.pool.commands == []
    assert following.job.state is State.TRAINING


def test_stop_leaves_a_shared_job_to_the_others(following: Following) -> None:
    following.pool.join(following.job, "another")
    following.command("stop")
    assert not following.job.stopping
    assert following.job.viewers == {"another"}
    assert "job" not in following.page.session_state


def test_a_command_that_nobody_knows_does_nothing(following: Following) -> None:
    following.command("explode")
    assert following.job.state is State.TRAINING
