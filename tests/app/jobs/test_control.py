"""Control of a job under way, and who may have it: the pool with a real worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from app.jobs import Job, Pool, State
from app.jobs.control import NOT_ALONE, NOT_UNDER_WAY
from app.jobs.line import ALREADY_TWO
from app.scene.picture import picture
from app.scene.rows import joined
from tests.app.jobs.long_jobs import long_config, over
from tests.app.runs import SV, assert_same_arrays, assert_same_run, run_of, small_config, wait_until
from toy_models.drawn import CHARTED, DRAWN

SETTLED = 0.4  # seconds: several turns


def under_way(pool: Pool, seed: int, viewer: str = "", **changes: object) -> Job:
    job = pool.submit(long_config(seed, **changes), viewer)
    wait_until(lambda: job.step, "it under way")
    return job


def end(pool: Pool, *jobs: Job) -> None:
    for job in jobs:
        pool.stop(job)
    for job in jobs:
        over(job)


def stands_at(job: Job) -> int:
    """Its step, once it does not change any more."""
    time.sleep(SETTLED)
    step = job.step
    time.sleep(SETTLED)
    assert job.step == step
    return step


@pytest.mark.slow
def test_a_pause_stops_the_steps_and_the_run_ends_as_an_unbroken_one(pool: Pool) -> None:
    config = small_config(40, steps=1500, kept=30)
    job = pool.submit(config)
    wait_until(lambda: job.step, "it under way")
    pool.pause(job)
    assert job.state is State.PAUSED
    step = stands_at(job)
    assert 0 < step < config.steps
    pool.step(job)
    wait_until(lambda: job.step == step + 1, "one step")
    assert stands_at(job) == step + 1
    assert job.state is State.PAUSED
    pool.resume(job)
    assert over(job).state is State.FINISHED
    assert job.result
    assert_same_run(job.result, run_of(config))
    assert pool.result(config) is job.result


def test_the_live_frames_are_those_of_the_result(pool: Pool) -> None:
    job = over(pool.submit(small_config(41, steps=200, kept=20)))
    assert job.result
    news = job.frames.since(0, 0)
    assert news.opening
    kept = job.result.steps_K.tolist()
    moments = [moment for moment in news.moments if moment.step in kept]
    steps = [0, *(moment.step for moment in moments)]
    assert steps[-1] == 200
    rows = [kept.index(step) for step in steps]
    arrays = {name: array[rows] for name, array in job.result.arrays.items()}
    for name in {*DRAWN, *CHARTED}:
        np.testing.assert_array_equal(news.opening.arrays[name][0], arrays[name][0])
    wanted = picture(arrays, None) | {name: arrays[name] for name in CHARTED}
    came = (
        joined([moment.picture for moment in moments]).arrays()
        | joined([moment.charted for moment in moments]).arrays()
    )
    for name, array in wanted.items():
        np.testing.assert_array_equal(came[name], array[1:])


def test_a_step_of_a_running_job_pauses_it(pool: Pool) -> None:
    job = under_way(pool, 42)
    pool.step(job)
    assert job.state is State.PAUSED
    stands_at(job)
    end(pool, job)


@pytest.mark.slow
def test_a_changed_run_is_shown_and_not_stored(pool: Pool) -> None:
    config = small_config(43, steps=1500)
    job = pool.submit(config)
    wait_until(lambda: job.step, "it under way")
    pool.pause(job)
    step = stands_at(job)
    pool.set(job, "t", 1.4)
    pool.set(job, "learning_rate", 0.002)
    wait_until(lambda: len(job.changes) == 2, "the changes")
    assert [(change.step, change.name, change.value) for change in job.changes] == [
        (step, "t", 1.4),
        (step, "learning_rate", 0.002),
    ]
    pool.resume(job)
    assert over(job).state is State.FINISHED
    assert job.result
    assert f"Changed by hand at step {step}: t of all losses = 1.4" in job.result.provenance
    assert (job.result.features_KLND[-1] != run_of(config).features_KLND[-1]).any()
    assert pool.result(config) is None
    assert pool.finished.store.get(config) is None


def test_bad_values_are_refused_before_anything_is_sent(pool: Pool) -> None:
    job = under_way(pool, 44)
    with pytest.raises(ValueError, match=r"^sv_softmax t must be 1 to 2, not 5\.$"):
        pool.set(job, "t", 5)
    with pytest.raises(ValueError, match=r"^The learning rate must be "):
        pool.set(job, "learning_rate", -1)
    end(pool, job)
    assert job.changes == []
    with pytest.raises(ValueError, match=NOT_UNDER_WAY):
        pool.set(job, "t", 1.2)
    pool.pause(job)
    assert job.state is State.STOPPED


def test_a_paused_job_can_be_stopped(pool: Pool) -> None:
    job = under_way(pool, 45)
    pool.pause(job)
    end(pool, job)
    assert job.state is State.STOPPED
    assert job.result


def test_again_starts_from_the_same_weights_though_the_job_runs(pool: Pool) -> None:
    job = under_way(pool, 46)
    again = pool.again(job)
    assert again is not job
    assert again.config == job.config
    assert over(job).state is State.STOPPED
    wait_until(lambda: again.frames.since(0, 0).opening, "the first frame")
    first, second = (one.frames.since(0, 0).opening for one in (job, again))
    assert first
    assert second
    assert_same_arrays(first, second)
    end(pool, again)
    finished = over(pool.submit(small_config(46, steps=20)))
    assert over(pool.again(finished)).state is State.FINISHED


def test_a_job_that_others_watch_cannot_be_taken_from_them(pool: Pool) -> None:
    job = under_way(pool, 47, "ann")
    assert pool.submit(job.config, "bob") is job
    for control in (pool.pause, pool.step):
        with pytest.raises(ValueError, match=NOT_ALONE):
            control(job, "bob")
    with pytest.raises(ValueError, match=NOT_ALONE):
        pool.set(job, "t", 1.2, viewer="bob")
    own = pool.again(job, "bob")
    assert own is not job
    assert job.viewers == {"ann"}
    pool.pause(job, "ann")
    assert job.state is State.PAUSED
    assert pool.submit(job.config, "cat") is own  # one that is paused is not shared any more
    pool.stop(own, "cat")
    assert own.viewers == {"bob"}
    end(pool, job, own)


def test_a_viewer_has_one_job_under_way_and_one_in_line(pool: Pool) -> None:
    first = under_way(pool, 48, "dan")
    second = pool.submit(long_config(49), "dan")
    with pytest.raises(ValueError, match=ALREADY_TWO):
        pool.submit(long_config(50), "dan")
    assert pool.submit(long_config(49), "dan") is second
    time.sleep(SETTLED)
    assert second.state is State.WAITING
    pool.join(second, "eve")  # who has nothing else
    wait_until(lambda: second.step, "the second job under way")
    end(pool, first, second)


@pytest.fixture
def short_grace(pool: Pool) -> Iterator[None]:
    """A job that everybody has left is soon stopped."""
    usual = pool.limits
    pool.limits = replace(usual, grace_seconds=0.5)
    yield
    pool.limits = usual


@pytest.mark.usefixtures("short_grace")
def test_a_job_that_everybody_has_left_is_stopped_after_a_grace(pool: Pool) -> None:
    left, shared, blip, nobodys = (
        under_way(pool, 51, "fay"),
        under_way(pool, 52, "gus"),
        under_way(pool, 53, "hal"),
        under_way(pool, 54),
    )
    pool.join(shared, "ida")
    for viewer in ("fay", "gus", "hal"):
        pool.leave(viewer)
    time.sleep(0.2)
    assert not left.state.over
    pool.join(blip, "hal again")
    assert over(left).state is State.STOPPED
    time.sleep(SETTLED)
    assert [job.state for job in (shared, blip, nobodys)] == [State.TRAINING] * 3
    end(pool, shared, blip, nobodys)


@pytest.mark.slow
def test_control_does_not_wait_for_the_turns_of_all(pool: Pool) -> None:
    jobs = [under_way(pool, 60 + k, losses=(SV,)) for k in range(8)]
    pool.pause(jobs[0])
    step = stands_at(jobs[0])
    begun = time.monotonic()
    pool.step(jobs[0])
    wait_until(lambda: jobs[0].step == step + 1, "one step")
    assert time.monotonic() - begun < 2
    end(pool, *jobs)


def test_a_dropped_job_is_gone_at_once_and_leaves_no_run(pool: Pool) -> None:
    job = under_way(pool, 61, "ann")
    pool.join(job, "bob")
    pool.drop(job, "ann")
    assert (job.state, job.viewers) == (State.TRAINING, {"bob"})
    pool.drop(job, "bob")
    assert (job.state, job.result) == (State.STOPPED, None)
    after = over(pool.submit(small_config(62), "bob"))  # nothing is left of it in the worker
    assert after.state is State.FINISHED
    assert (job.state, job.result) == (State.STOPPED, None)
