"""What the worker says, and what becomes of its jobs when it dies."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from app.jobs import Job, Pool, State, Store
from app.jobs.hearing import DIED
from tests.app.jobs.long_jobs import Processes, Puppet, long_config, over
from tests.app.runs import SMALL, assert_same_run, run_of, small_config, wait_until


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


NO_RECORD = {"record": np.zeros(3, np.uint8)}


@pytest.mark.parametrize(
    ("arrays", "message", "why"),
    [
        (NO_RECORD, {"kind": "opened"}, "Not a readable record of a run: "),
        (NO_RECORD, {"kind": "finished"}, "Not a readable record of a run: "),
        ({}, {"kind": "progress"}, "The server could not keep what was computed: KeyError: 'step'"),
    ],
)
def test_what_cannot_be_kept_fails_its_job_alone(
    arrays: dict[str, np.ndarray], message: dict[str, str], why: str, tmp_path: Path
) -> None:
    worker = Puppet()
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=lambda: worker)
    bad, good = pool.submit(small_config(25)), pool.submit(small_config(26))
    worker.say(kind="ready")
    worker.say(arrays, job=bad.id, **message)
    assert over(bad).state is State.FAILED
    assert bad.why.startswith(why)
    worker.say(kind="failed", job=good.id, why="As the worker says.")
    assert over(good).why == "As the worker says."
    assert {"kind": "drop", "job": bad.id} in worker.heard
    pool.close()


def test_a_question_whose_answer_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    class Answering(Puppet):
        def write(self, message: bytes) -> None:
            super().write(message)
            if self.heard[-1]["kind"] == "record":
                self.say(NO_RECORD, kind="recorded", job=self.heard[-1]["job"])

    worker = Answering()
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=lambda: worker)
    job = pool.submit(small_config(27))
    worker.say(kind="ready")
    with pytest.raises(ValueError, match=r"^Not a readable record of a run: "):
        pool.so_far(job, timeout=20)
    assert not job.state.over
    pool.close()


def test_a_change_that_the_worker_refuses_ends_nothing(tmp_path: Path) -> None:
    worker = Puppet()
    pool = Pool(Store(tmp_path / "runs", shipped=None), spawn=lambda: worker)
    job = pool.submit(small_config(28))
    worker.say(kind="ready")
    wait_until(lambda: job.state is State.TRAINING, "its place")
    pool.set(job, "t", 1.5)
    assert job.present_config != job.config
    worker.say(kind="refused", job=job.id, why="No.")
    wait_until(lambda: job.note, "the refusal")
    assert (job.note, job.state) == ("No.", State.TRAINING)
    assert job.present_config == job.config
    pool.close()
