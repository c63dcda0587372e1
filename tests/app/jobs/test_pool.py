"""The pool with a real worker: one job for each config, turns, stops, failures and the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.jobs import Job, Limits, Pool, State, Store
from tests.app.jobs.long_jobs import long_config, over
from tests.app.runs import SMALL, assert_same_run, run_of, small_config, wait_until
from toy_models.data import Table
from toy_models.gentle import gentle

LIMITS = Limits()


def test_the_result_is_that_of_a_run_here(pool: Pool) -> None:
    config = replace(SMALL, seed=10)
    job = over(pool.submit(config))
    assert job.state is State.FINISHED
    assert job.why == ""
    assert job.step == config.steps
    assert job.result
    assert_same_run(job.result, run_of(config))
    assert job.result.stopped is False
    assert job.result.config is config  # a table in it is held once


def test_a_finished_run_is_in_memory_and_in_the_store(pool: Pool) -> None:
    config = small_config(11)
    assert pool.result(config) is None
    job = over(pool.submit(config))
    assert pool.result(config) is job.result
    stored = Store(pool.finished.store.folder, shipped=None).get(config)
    assert stored
    assert_same_run(stored, run_of(config))


def test_equal_configs_are_one_job(pool: Pool) -> None:
    config = long_config(12)
    job = pool.submit(config)
    again = pool.submit(replace(config, label_noise=0.1))
    other = pool.submit(replace(config, label_noise=0.2))
    assert again is job
    assert other is not job
    for one in (job, other):
        pool.stop(one)
        over(one)
    assert pool.submit(config) is not job
    pool.stop(pool.submit(config))


def test_progress_rises(pool: Pool) -> None:
    job = pool.submit(long_config(13))
    seen = [0]

    def moved() -> bool:
        if job.step != seen[-1]:
            seen.append(job.step)
        return len(seen) > 4

    wait_until(moved, "progress")
    assert job.state is State.TRAINING
    assert seen == sorted(seen)
    assert seen[-1] < job.config.steps
    pool.stop(job)
    over(job)


def test_a_stopped_job_has_the_frames_so_far_and_is_not_stored(pool: Pool) -> None:
    config = long_config(14, kept=1000)
    job = pool.submit(config)
    wait_until(lambda: job.step > 30, "some steps")
    pool.stop(job)
    over(job)
    assert job.state is State.STOPPED
    assert job.result
    assert job.result.stopped is True
    steps = job.result.steps_K.tolist()
    assert 30 <= steps[-1] == job.step < config.steps
    assert steps[0] == 0
    assert job.result.features_KLND.shape[0] == len(steps)
    assert pool.result(config) is None
    assert pool.finished.store.get(config) is None


def test_data_that_cannot_be_used_fail_with_the_sentence(pool: Pool) -> None:
    config = replace(small_config(15), data=Table(text="x,label\n" + "1,a\n" * 8))
    job = over(pool.submit(config))
    assert job.state is State.FAILED
    assert job.why == "Column 'label' has one class only; two or more are needed."
    assert job.result is None
    assert pool.result(config) is None


def test_a_run_that_diverges_fails_with_step_and_loss(pool: Pool) -> None:
    config = small_config(16, (gentle("softmax"),), learning_rate=10.0, optimiser="sgd")
    job = over(pool.submit(config))
    assert job.state is State.FAILED
    assert job.why.startswith("Training stopped at step ")
    assert "Softmax (inner product) met a number that is not finite in" in job.why
    assert job.why.endswith("usually helps.")


def test_a_failed_job_can_be_submitted_again(pool: Pool) -> None:
    config = replace(small_config(17), data=Table(text="x,label\n" + "1,a\n" * 8))
    first = over(pool.submit(config))
    second = pool.submit(config)
    assert second is not first
    assert over(second).state is State.FAILED


def test_a_short_job_is_done_before_a_long_one_that_came_first(pool: Pool) -> None:
    long = pool.submit(long_config(18))
    wait_until(lambda: long.step, "the long job under way")
    short = over(pool.submit(small_config(19, steps=50)))
    assert short.state is State.FINISHED
    assert long.state is State.TRAINING
    pool.stop(long)
    over(long)


def test_more_jobs_wait_in_line_and_come_up(pool: Pool, long_jobs: list[Job]) -> None:
    first, second, third = (pool.submit(small_config(seed)) for seed in (20, 21, 22))
    assert [job.state for job in (first, second, third)] == [State.WAITING] * 3
    assert [job.place for job in (first, second, third)] == [1, 2, 3]
    assert long_jobs[0].place == 0
    pool.stop(second)
    assert second.ended.is_set()
    assert second.state is State.STOPPED
    assert second.result is None
    assert [job.place for job in (first, second, third)] == [1, 0, 2]
    pool.stop(long_jobs[0])
    for job in (first, third):
        assert over(job).state is State.FINISHED
        assert job.place == 0
    assert all(job.state is State.TRAINING for job in long_jobs[1:])


def test_a_line_that_is_too_long_is_refused_with_a_sentence(asleep: Pool) -> None:
    jobs = [
        asleep.submit(small_config(k))
        for k in range(LIMITS.training_at_once + LIMITS.waiting_at_most)
    ]
    assert len({id(job) for job in jobs}) == 174
    with pytest.raises(ValueError, match=r"^150 trainings are waiting already; try again in a min"):
        asleep.submit(small_config(999))
    assert asleep.submit(small_config(3)) is jobs[3]
    asleep.stop(jobs[0])
    assert asleep.submit(small_config(999)).state is State.WAITING


def test_states_that_are_over() -> None:
    assert {state for state in State if state.over} == {
        State.FINISHED,
        State.STOPPED,
        State.FAILED,
    }
