"""The most memory of a process is found while it is used."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.processes import megabytes

#: A small process, of which the system takes nothing back meanwhile; it grows when it is asked.
GROWS = """
print("ready", flush=True)
input()
grown = bytearray(50_000_000)
grown[::4096] = b"x" * len(grown[::4096])
input()
"""


def test_the_most_memory_of_a_process_is_found() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", GROWS], stdin=pipe, stdout=pipe) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        before = megabytes(process.pid)
        peak = Peak(process.pid)
        process.stdin.write(b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while peak.most < before + 40 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert peak.stop() > before + 40
        process.stdin.write(b"\n")
