"""The shared pool: the server's own, or the pool that is lent to the pages for a while."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.jobs import Pool, Store, shared_pool, sharing
from app.jobs.shared import own_pool


def test_the_shared_pool_is_one_and_keeps_its_runs_in_the_cache(tmp_path: Path) -> None:
    code = (
        "from app.jobs import shared_pool\n"
        "pool = shared_pool()\n"
        "print(pool is shared_pool(), pool.worker_pid, pool.finished.store.folder)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    same, process, folder = printed.stdout.split()
    assert (same, process) == ("True", "None")
    assert Path(folder).is_relative_to(tmp_path)
    assert own_pool.cache_info().currsize == 0  # no test has made a person's


def test_a_pool_is_lent_until_the_block_ends(tmp_path: Path) -> None:
    outer, inner = (Pool(Store(tmp_path / name)) for name in ("outer", "inner"))
    with sharing(outer):
        with sharing(inner) as lent:
            assert lent is inner
            assert shared_pool() is inner
        assert shared_pool() is outer
