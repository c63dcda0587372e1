"""A class of twenty visitors of the app: response times, fairness between them, memory afterwards.

Twenty visitors open the page, change the settings and watch, each a training of their own.  Then
twenty choose the same settings and share one training.  A visitor whose
training is over starts the next.  The visitors make every request that a browser makes, in
Streamlit's own protocol; each is timed from the request to the end of the rerun.  They run on the
same machine as the server, and the drawing of a browser is not included.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.harness.options import Options
from benchmarks.harness.processes import cpu_seconds, megabytes
from benchmarks.harness.server import Served, app_served
from benchmarks.harness.table import table
from benchmarks.visitors.visitor import Visitor

VISITORS = 20
SECONDS = 120.0
QUICK_SECONDS = 15.0
GONE_SECONDS = 24.0  # a little longer than the app waits for visitors who have left
IDLE_SECONDS = 2.0  # for which the idle worker is measured
COLD_SECONDS = 60.0  # at most, until the worker is warm


def class_of(host: str, visitors: int, *, together: bool) -> list[Visitor]:
    """Visitors with a training each, or with one for all."""
    if together:
        return [Visitor(host, seed=1000) for _ in range(visitors)]
    return [Visitor(host, seed=seed, next_seed=visitors) for seed in range(1, visitors + 1)]


async def visit_all(visitors: Sequence[Visitor], seconds: float) -> None:
    """Let all visit at the same time."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(visitor.visit(until) for visitor in visitors))


def quantiles(values: Sequence[float]) -> tuple[str, ...]:
    """Median, 95th percentile and the longest, in milliseconds."""
    if not values:
        return "-", "-", "-"
    return tuple(f"{1000 * float(np.quantile(values, share)):.0f}" for share in (0.5, 0.95, 1))


def response_times(visitors: Sequence[Visitor]) -> str:
    """How quickly the page answered, and how many steps the visitors saw."""
    rows = [
        ("the page opens", [visitor.opening for visitor in visitors]),
        ("the whole page again", [seconds for visitor in visitors for seconds in visitor.pages]),
        ("a part of it again", [seconds for visitor in visitors for seconds in visitor.fragments]),
        ("from frames to frames", [seconds for visitor in visitors for seconds in visitor.gaps]),
    ]
    steps = [visitor.steps for visitor in visitors]
    lost = [visitor.complaints[0] for visitor in visitors if visitor.complaints]
    return "\n".join(
        [
            table(
                ("milliseconds", "median", "95 %", "longest"),
                [(words, *quantiles(values)) for words, values in rows],
            ),
            f"Steps that a visitor saw: {min(steps):,} to {max(steps):,}; "
            f"the least has {min(steps) / max(1, max(steps)):.0%} of the most",
            f"{len(lost)} of {len(visitors)} lost" + (f": {lost[0]}" if lost else ""),
        ]
    )


def wait_until_warm(served: Served) -> None:
    """Wait until the worker has made its first steps and is idle, at most COLD_SECONDS."""
    until, quiet = time.monotonic() + COLD_SECONDS, 0
    while quiet < 3 and time.monotonic() < until:
        before = cpu_seconds(served.worker)
        time.sleep(0.5)
        used = cpu_seconds(served.worker) - before
        quiet = quiet + 1 if before > 1 and used < 0.02 else 0


def idleness(served: Served, seconds: float) -> str:
    """Processor time of the worker while nobody visits."""
    before = cpu_seconds(served.worker)
    time.sleep(seconds)
    used = cpu_seconds(served.worker) - before
    return f"{used / seconds:.0%} of a processor"


def report(
    options: Options,
    *,
    visitors: int = VISITORS,
    seconds: float | None = None,
    gone_seconds: float = GONE_SECONDS,
    idle_seconds: float = IDLE_SECONDS,
) -> Iterator[str]:
    """A training for each, one training for all, and the memory when they have left."""
    seconds = seconds or (QUICK_SECONDS if options.quick else SECONDS)
    with app_served() as served:
        wait_until_warm(served)
        memory = [("before", megabytes(served.pid), megabytes(served.worker))]
        for words, together in (("trainings of their own", False), ("one training", True)):
            people = class_of(served.host, visitors, together=together)
            asyncio.run(visit_all(people, seconds))
            memory.append((words, megabytes(served.pid), megabytes(served.worker)))
            yield f"{visitors} visitors for {seconds:g} seconds, {words}\n" + response_times(people)
            time.sleep(gone_seconds)
            memory.append(("all gone", megabytes(served.pid), megabytes(served.worker)))
        idle = idleness(served, idle_seconds)
    rows = [(words, f"{pages:.0f}", f"{trainer:.0f}") for words, pages, trainer in memory]
    a_session = (memory[1][1] - memory[0][1]) / visitors
    yield table(("memory, MB", "server", "worker"), rows) + (
        f"\nA session with its training: {a_session:.1f} MB of the server; "
        f"the worker when all have gone: {idle}"
    )
