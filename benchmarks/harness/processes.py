"""Memory and processor time of other processes, as Linux reports them under /proc."""

from __future__ import annotations

import os
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The processes that this process started; none where there is no /proc."""
    try:
        lists = [file.read_text().split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return sorted(int(child) for children in lists for child in children)


def megabytes(pid: int | None) -> float:
    """Memory that a process uses now (resident), NaN where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    found = (int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))
    return next(found, float("nan"))  # a process that has just ended has none


def cpu_seconds(pid: int | None) -> float:
    """Processor time that a process has used, NaN where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
