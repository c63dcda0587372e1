"""The most memory of a process is found while it is used."""

from __future__ import annotations

import os
import time

from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.processes import megabytes


def test_the_most_memory_of_a_process_is_found() -> None:
    before = megabytes(os.getpid())
    peak = Peak(os.getpid())
    grown = bytearray(50_000_000)
    grown[::4096] = b"x" * len(grown[::4096])
    deadline = time.monotonic() + 30
    while peak.most < before + 40 and time.monotonic() < deadline:
        time.sleep(0.05)
    del grown
    assert peak.stop() > before + 40
