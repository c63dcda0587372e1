"""Jobs under way that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.jobs import Job, Pool
from tests.app.jobs.long_jobs import AT_ONCE, long_config, over
from tests.app.runs import wait_until


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
