"""What was freed does not stay with the process."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import numpy as np
from pathlib import Path
from app.jobs.memory import give_back

def megabytes():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1000 for line in lines if line.startswith("VmRSS"))

give_back()
before = megabytes()
arrays = [np.ones(2_000) for _ in range(8_000)]  # 16 kB each, small enough for the heap
last = np.ones(2_000)  # what lives on at its end keeps the heap from shrinking by itself
full = megabytes()
arrays.clear()
freed = megabytes()
give_back()
print(before, full, freed, megabytes())
"""


def test_free_memory_goes_back() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True)
    before, full, freed, after = map(int, run.stdout.split())
    assert full > before + 100
    assert freed > before + 100  # so it would stay
    assert after < before + 20
