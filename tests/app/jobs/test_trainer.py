"""The command of the worker's process."""

import sys

from app.jobs.trainer import COMMAND


def test_the_process_is_the_workers() -> None:
    assert (sys.executable, "-m", "app.jobs.worker_process") == COMMAND
