"""The worker is started when it is needed, and ends with the pool."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from app.jobs import Limits, Pool, State, Store
from app.jobs.trainer import COMMAND
from tests.app.jobs.long_jobs import Processes, long_config, over
from tests.app.runs import SMALL, wait_until

LIMITS = Limits()


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


def test_close_kills_a_worker_that_does_not_end_by_itself(tmp_path: Path) -> None:
    deaf = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"pathlib.Path({str(tmp_path / 'deaf')!r}).touch(); time.sleep(600)"
    )
    processes = Processes(sys.executable, "-c", deaf)
    limits = Limits(closing_seconds=0.1)
    pool = Pool(Store(tmp_path / "runs", shipped=None), limits, spawn=processes.start)
    pool.start()
    wait_until((tmp_path / "deaf").exists, "a worker that hears nothing")
    pool.close()
    assert processes.started[0].returncode == -signal.SIGKILL
