"""A job's pace, and its way back to the line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.jobs.job import Job, State
from app.toy_runs.changes import ALL, Change
from tests.app.runs import SMALL


def test_every_job_has_a_name_of_its_own() -> None:
    assert Job(SMALL).id != Job(SMALL).id


def test_pace_is_steps_by_seconds() -> None:
    clock = [5.0]
    job = Job(SMALL, clock=lambda: clock[0])
    for step in range(0, 2000, 10):
        clock[0] += 0.1
        job.progress(step)
    assert job.pace == pytest.approx(100)
    for step in range(2000, 2200):
        clock[0] += 0.1
        job.progress(step)
    assert job.pace == pytest.approx(10, rel=0.01)


def test_the_time_left_is_known_after_the_first_report() -> None:
    clock = [5.0]
    job = Job(replace(SMALL, steps=1000), state=State.TRAINING, clock=lambda: clock[0])
    job.opened()
    assert job.seconds_left is None
    clock[0] += 2
    job.progress(1)  # a slow one: half a step a second
    assert job.pace == pytest.approx(0.5)
    assert job.seconds_left == pytest.approx(1998)
    job.state = State.PAUSED
    assert job.seconds_left is None


def test_a_slow_first_step_is_soon_forgotten() -> None:
    clock = [5.0]
    job = Job(replace(SMALL, steps=1000), state=State.TRAINING, clock=lambda: clock[0])
    job.opened()
    for step in range(2, 102, 10):  # ten times a second; two steps at first, then ten
        clock[0] += 0.1
        job.progress(step)
        true = (1000 - step) / 100
        assert job.seconds_left is not None
        if clock[0] > 5.25:
            assert true / 2 < job.seconds_left < 2 * true
    assert job.seconds_left == pytest.approx(true, rel=0.1)


def test_a_job_that_begins_again_has_nothing_left_of_before() -> None:
    job = Job(SMALL, state=State.PAUSED, step=7)
    job.settings.set("learning_rate", 0.5)
    job.changes.append(Change(3, ALL, "learning_rate", 0.5))
    job.begin_again("It began again.")
    assert (job.state, job.step, job.changes) == (State.WAITING, 0, [])
    assert job.settings.learning_rate == SMALL.learning_rate
    assert job.note == "It began again. The changes made to it are gone."
    job.begin_again("It began again.")
    assert job.note == "It began again."


def test_which_jobs_the_worker_has_and_which_have_a_place() -> None:
    at_first = {State.TRAINING, State.PAUSED}
    job = Job(SMALL)
    for state in State:
        job.state, job.aside = state, False
        assert (job.under_way, job.has_place) == (state in at_first, state in at_first)
        job.aside = True
        assert (job.under_way, job.has_place) == (not state.over, False)
    job.state = State.PAUSED
    job.begin_again("Its worker ended.")
    assert not job.under_way
