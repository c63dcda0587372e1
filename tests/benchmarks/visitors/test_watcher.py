"""Following a job of the small server: messages come until the time is over."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.harness.server import get
from benchmarks.visitors.watcher import jobs, served, watch
from tests.app.runs import wait_until


@pytest.mark.slow
def test_a_job_is_followed() -> None:
    with served() as host:
        assert get(host, "/health") == b"ok"
        wait_until(lambda: jobs(host)["worker"], "the worker")
        assert asyncio.run(watch(host, 7, 3.0)) > 1
        assert [state for state, _ in jobs(host)["jobs"]] == ["training"]
