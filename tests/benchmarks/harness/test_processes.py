"""Memory and time of processes."""

from __future__ import annotations

import math
import os
import subprocess
import sys

from benchmarks.harness.processes import children_of, cpu_seconds, megabytes


def test_memory_and_time_of_a_process() -> None:
    assert megabytes(os.getpid()) > 10
    assert math.isnan(megabytes(-1))
    assert cpu_seconds(os.getpid()) > 0.1
    assert math.isnan(cpu_seconds(-1))


def test_children_are_found() -> None:
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        assert child.pid in children_of(os.getpid())
        child.communicate(b"\n")
    assert child.pid not in children_of(os.getpid())
    assert children_of(-1) == []
