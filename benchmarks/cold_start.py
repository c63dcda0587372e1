"""What a cold start of the server costs, from the start of its process.

To the first answer; to the end of the first page's script and the run that it shows, when a
browser has all that it needs for the first picture; and the same for the next visitor.  A browser's
own time for its picture is in `watching`.  The first round, which fills the system's memory of
files, is not counted.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.app_server import app_served, megabytes
from benchmarks.setting import Setting
from benchmarks.table import table
from benchmarks.visitor import Visitor

ROUNDS = 5


def one_start() -> tuple[float, float, float, float]:
    """Seconds to an answer, to a page, for the next page alone; megabytes of the server."""
    with app_served() as served:
        asyncio.run(Visitor(served.host, seed=1).open_only())
        page = time.perf_counter() - served.begun
        begun = time.perf_counter()
        asyncio.run(Visitor(served.host, seed=1).open_only())
        again = time.perf_counter() - begun
        return served.healthy - served.begun, page, again, megabytes(served.pid)


def report(setting: Setting) -> Iterator[str]:
    """Medians over several starts."""
    rounds = 1 if setting.quick else ROUNDS
    starts = [one_start() for _ in range(rounds + 1)][1:]
    answer, page, again, memory = (median(values) for values in zip(*starts, strict=True))
    yield (
        table(
            ("from the start of the process", "milliseconds"),
            [
                ("to the first answer", f"{1000 * answer:.0f}"),
                ("to the first page", f"{1000 * page:.0f}"),
                ("the next page, by itself", f"{1000 * again:.0f}"),
            ],
        )
        + f"\nMemory of the server then: {memory:.0f} MB; it does not import torch"
    )
