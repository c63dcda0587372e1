"""A cold start of the app's server: time to the first answer and the first page, and memory.

The page is there when its script has run and its run has arrived: a browser then has all that it
needs for the first picture.  A browser's own time for its picture is in `watching`.  The first
round fills the system's file cache and does not count.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import app_served
from benchmarks.harness.table import table
from benchmarks.visitors.visitor import Visitor

ROUNDS = 5
#: Seconds to an answer, to a page, for the next page alone; megabytes of the server.
Start = tuple[float, float, float, float]


def one_start() -> Start:
    """Start a server, visit it twice, and end it."""
    with app_served() as served:
        asyncio.run(Visitor(served.host, seed=1).open_only())
        page = time.perf_counter() - served.begun
        begun = time.perf_counter()
        asyncio.run(Visitor(served.host, seed=1).open_only())
        again = time.perf_counter() - begun
        return served.healthy - served.begun, page, again, megabytes(served.pid)


def report(
    options: Options, *, start: Callable[[], Start] = one_start, rounds: int | None = None
) -> Iterator[str]:
    """Medians over several starts."""
    rounds = rounds or (1 if options.quick else ROUNDS)
    starts = [start() for _ in range(rounds + 1)][1:]
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
