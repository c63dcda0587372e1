"""The server of the benchmark: a job for each viewer, and its end when the viewer leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.jobs import Limits, Pool, Store
from app.stage.addresses import LIVE_URL
from benchmarks.harness.server import get
from benchmarks.visitors.training_server import application
from tests.app.runs import wait_until
from tests.app.stage.serving import serving


@pytest.mark.slow
def test_jobs_come_and_go(tmp_path: Path) -> None:
    pool = Pool(Store(tmp_path, shipped=None), Limits(grace_seconds=0.2))

    def told() -> Any:
        return json.loads(get(host, "/jobs"))["jobs"]

    with serving(list(application(pool).routes)) as host:
        for seed in (1, 2):
            answer = json.loads(get(host, f"/train/{seed}"))
            assert answer["live"].startswith(f"{LIVE_URL}/")
        wait_until(lambda: [state for state, step in told() if step] == ["training"] * 2, "steps")
        assert json.loads(get(host, "/jobs"))["worker"] == pool.worker_pid
        get(host, "/leave")
        wait_until(lambda: [state for state, _ in told()] == ["stopped"] * 2, "the end")
    pool.close()
