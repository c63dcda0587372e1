"""Following a job of the small server: messages come until the time is over."""

from __future__ import annotations

import asyncio

from benchmarks.app_server import get
from benchmarks.following import served, told, watch
from tests.app.runs import wait_until


def test_a_job_is_followed() -> None:
    with served() as host:
        assert get(host, "/health") == b"ok"
        wait_until(lambda: told(host)["worker"], "the worker")
        assert asyncio.run(watch(host, 7, 3.0)) > 1
        assert [state for state, _ in told(host)["jobs"]] == ["training"]
