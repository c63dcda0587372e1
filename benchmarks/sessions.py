"""A class in one room: is the page still quick, is everybody served alike, does memory return?

Twenty visitors of the app open its page, train six losses on digits and look on, each with a
training of their own; then twenty who have all pressed Train with the same settings, which is one
training.  Whoever's training is over starts the next.  Every rerun that a browser would ask for is
asked for, in Streamlit's own protocol, and timed from the question to the end of the rerun; the
visitors run on the same machine as the server, and what a browser would then draw is not in it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.app_server import Served, app_served, cpu_seconds, megabytes
from benchmarks.setting import Setting
from benchmarks.table import table
from benchmarks.visitor import Visitor

VISITORS = 20
SECONDS = 120.0
QUICK_SECONDS = 15.0
GONE_SECONDS = 24.0  # a little longer than the app waits for those who have left
IDLE_SECONDS = 2.0
COLD_SECONDS = 60.0  # at most, until the worker is warm


def class_of(host: str, visitors: int, *, together: bool) -> list[Visitor]:
    """Each with a training of their own, or all with one."""
    if together:
        return [Visitor(host, seed=1000) for _ in range(visitors)]
    return [Visitor(host, seed=seed, next_seed=visitors) for seed in range(1, visitors + 1)]


async def visit_all(visitors: Sequence[Visitor], seconds: float) -> None:
    """All at once."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(visitor.visit(until) for visitor in visitors))


def quantiles(values: Sequence[float]) -> tuple[str, ...]:
    """Median, 95th percentile and the longest, in milliseconds."""
    if not values:
        return "-", "-", "-"
    return tuple(f"{1000 * float(np.quantile(values, share)):.0f}" for share in (0.5, 0.95, 1))


def told(visitors: Sequence[Visitor], seconds: float) -> str:
    """What the visitors saw."""
    rows = [
        ("the page opens", [visitor.opening for visitor in visitors]),
        ("the whole page again", [one for visitor in visitors for one in visitor.pages]),
        ("a part of it again", [one for visitor in visitors for one in visitor.fragments]),
        ("from frames to frames", [one for visitor in visitors for one in visitor.gaps]),
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
    """Until the worker has made its first steps and waits, or for COLD_SECONDS."""
    until, quiet = time.monotonic() + COLD_SECONDS, 0
    while quiet < 3 and time.monotonic() < until:
        before = cpu_seconds(served.worker)
        time.sleep(0.5)
        used = cpu_seconds(served.worker) - before
        quiet = quiet + 1 if before > 1 and used < 0.02 else 0


def idleness(served: Served) -> str:
    """The processor's time of the worker while nobody is there."""
    before = cpu_seconds(served.worker)
    time.sleep(IDLE_SECONDS)
    used = cpu_seconds(served.worker) - before
    return f"{used / IDLE_SECONDS:.0%} of a processor"


def report(
    setting: Setting, *, visitors: int = VISITORS, seconds: float | None = None
) -> Iterator[str]:
    """Trainings of their own, one for all, and what is left when they have gone."""
    seconds = seconds or (QUICK_SECONDS if setting.quick else SECONDS)
    with app_served() as served:
        wait_until_warm(served)
        memory = [("before", megabytes(served.pid), megabytes(served.worker))]
        for words, together in (("trainings of their own", False), ("one training", True)):
            people = class_of(served.host, visitors, together=together)
            asyncio.run(visit_all(people, seconds))
            memory.append((words, megabytes(served.pid), megabytes(served.worker)))
            yield f"{visitors} visitors for {seconds:g} seconds, {words}\n" + told(people, seconds)
            time.sleep(GONE_SECONDS)
            memory.append(("all gone", megabytes(served.pid), megabytes(served.worker)))
        idle = idleness(served)
    rows = [(words, f"{pages:.0f}", f"{trainer:.0f}") for words, pages, trainer in memory]
    a_session = (memory[1][1] - memory[0][1]) / visitors
    yield table(("memory, MB", "server", "worker"), rows) + (
        f"\nA session with its training: {a_session:.1f} MB of the server; "
        f"the worker when all have gone: {idle}"
    )
