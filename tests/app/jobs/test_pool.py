"""The pool with a real worker: one job for each config, turns, stops, failures and the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.jobs import Job, Limits, Pool, State, Store
from app.jobs.pool import DIED
from app.jobs.trainer import COMMAND
from tests.app.runs import (
    SMALL,
    assert_same_run,
    run_of,
    small_config,
    wait_until,
)
from toy_models.config import RunConfig
from toy_models.data import Table
from toy_models.gentle import gentle

SECONDS = 180  # for a niced worker on a busy machine
AT_ONCE = 3  # instead of 24, so that a line forms with few jobs
LIMITS = Limits()


def long_config(seed: int, **changes: object) -> RunConfig:
    """One that trains for minutes, unless it is stopped."""
    return small_config(seed, **{"steps": 100_000, **changes})


class Processes:
    """Starts a command in place of the worker's, and keeps what it started."""

    def __init__(self, *command: str) -> None:
        self.command = command
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        self.started.append(subprocess.Popen(self.command, stdin=pipe, stdout=pipe))
        return self.started[-1]


def over(job: Job) -> Job:
    assert job.ended.wait(SECONDS), f"{job.state} at step {job.step}"
    return job


@pytest.fixture
def long_jobs(pool: Pool) -> Iterator[list[Job]]:
    """As many as may train at once, under way; they are stopped in the end."""
    usual = pool.limits
    pool.limits = replace(usual, training_at_once=AT_ONCE)
    jobs = [pool.submit(long_config(100 + k)) for k in range(AT_ONCE)]
    wait_until(lambda: all(job.step for job in jobs), "long jobs under way")
    yield jobs
    for job in jobs:
        pool.stop(job)
    for job in jobs:
        over(job)
    pool.limits = usual


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


def kill_worker(pool: Pool) -> None:
    """End the worker as a lack of memory would, and wait for a new one."""
    pid = pool.worker_pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: pool.worker_pid not in (None, pid), "a new worker")


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced_and_its_jobs_begin_again_once(
    pool: Pool, long_jobs: list[Job]
) -> None:
    waiting = pool.submit(small_config(23))
    assert waiting.state is State.WAITING
    before = [job.frames.since(0, 0).beginning for job in long_jobs]
    kill_worker(pool)
    wait_until(lambda: all(job.step for job in long_jobs), "the jobs under way again")
    for job, beginning in zip(long_jobs, before, strict=True):
        assert job.state is State.TRAINING
        assert job.note == f"{DIED} This run began again from its first step."
        assert job.frames.since(0, 0).beginning == beginning + 1
    kill_worker(pool)
    for job in long_jobs:
        assert over(job).state is State.FAILED
        assert job.result is None
        assert job.why == DIED
    assert over(waiting).state is State.FINISHED


@pytest.mark.slow
def test_a_run_that_began_again_ends_as_any_other(pool: Pool) -> None:
    config = small_config(30, steps=3000, kept=5)
    job = pool.submit(config)
    wait_until(lambda: job.step, "it under way")
    pool.set(job, "learning_rate", 0.5)
    wait_until(lambda: job.changes, "the change")
    kill_worker(pool)
    assert over(job).state is State.FINISHED
    assert job.note.endswith("The changes made to it are gone.")
    assert job.result
    assert_same_run(job.result, run_of(config))


def test_a_job_that_was_to_stop_when_the_worker_died_is_stopped(pool: Pool) -> None:
    job = pool.submit(long_config(31))
    wait_until(lambda: job.step, "it under way")
    assert pool.worker_pid
    os.kill(pool.worker_pid, signal.SIGSTOP)  # it hears nothing any more
    pool.stop(job)
    os.kill(pool.worker_pid, signal.SIGKILL)
    assert over(job).state is State.STOPPED


@pytest.mark.slow
def test_a_store_that_cannot_be_written_still_gives_the_result(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(pool.finished, "store", Store(tmp_path / "file" / "runs", shipped=None))
    config = small_config(24)
    job = over(pool.submit(config))
    assert job.state is State.FINISHED
    assert job.result
    assert pool.result(config) is job.result
    assert "A finished run could not be stored" in caplog.text


def test_a_pool_starts_nothing_before_it_must(tmp_path: Path) -> None:
    processes = Processes(*COMMAND)
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=processes.start)
    assert pool.result(SMALL) is None
    pool.close()
    assert processes.started == []
    assert list(tmp_path.iterdir()) == []


def test_close_ends_the_process_and_every_job(tmp_path: Path) -> None:
    processes = Processes(*COMMAND)
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=processes.start)
    count = LIMITS.training_at_once + 2
    jobs = [pool.submit(long_config(seed)) for seed in range(count)]
    (process,) = processes.started
    assert process.poll() is None
    pool.close()
    assert process.poll() is not None
    for job in jobs:
        assert over(job).state is State.FAILED
    pool.start()
    assert len(processes.started) == 1


@pytest.mark.slow
def test_close_with_a_worker_at_work_ends_what_waits_too(pool: Pool, tmp_path: Path) -> None:
    pool = Pool(Store(tmp_path / "runs", shipped=None))
    jobs = [pool.submit(long_config(seed)) for seed in range(LIMITS.training_at_once + 1)]
    wait_until(lambda: jobs[0].step, "the first job under way")
    assert jobs[-1].state is State.WAITING
    pool.close()
    for job in jobs:
        assert over(job).state is State.FAILED


def test_a_worker_that_cannot_start_fails_the_jobs_and_is_not_tried_forever(tmp_path: Path) -> None:
    processes = Processes(sys.executable, "-c", "raise SystemExit(1)")
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=processes.start)
    job = over(pool.submit(SMALL))
    assert job.state is State.FAILED
    assert job.why == "The training process could not start; the server's log says why."
    assert len(processes.started) == 1
    assert over(pool.submit(SMALL)) is not job
    assert len(processes.started) == 2
    pool.close()


def test_a_worker_that_talks_nonsense_is_ended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nonsense = "import time; print('nonsense', flush=True); time.sleep(600)"
    processes = Processes(sys.executable, "-c", nonsense)
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=processes.start)
    pool.start()
    assert over(pool.submit(SMALL)).state is State.FAILED
    assert processes.started[0].poll() is not None
    assert "What the training process says cannot be understood." in caplog.text
    pool.close()


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
