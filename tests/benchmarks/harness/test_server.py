"""Waiting for a server that does not come."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.harness.server import free_port, wait_for_answer


def test_a_server_that_ends_is_not_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
        with pytest.raises(RuntimeError, match="does not answer"):
            wait_for_answer(f"127.0.0.1:{free_port()}", "/", ended)
