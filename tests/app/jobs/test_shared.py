"""The pool of a server."""

import subprocess
import sys
from pathlib import Path

from app.jobs.shared import shared_pool


def test_the_shared_pool_is_one_and_keeps_its_runs_in_the_cache(tmp_path: Path) -> None:
    code = (
        "from app.jobs import shared_pool\n"
        "pool = shared_pool()\n"
        "print(pool is shared_pool(), pool.worker_pid, pool.finished.store.folder)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    same, pid, folder = run.stdout.split()
    assert (same, pid) == ("True", "None")
    assert Path(folder).is_relative_to(tmp_path)
    assert shared_pool.cache_info().currsize == 0  # no test has made a person's
