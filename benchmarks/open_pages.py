"""The memory of a server whose pages are open and train nothing: none, 30 and 100 of them.

The pages open one after the other, in Streamlit's own protocol, with the run that each shows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import Served, app_served, get
from benchmarks.harness.table import table
from benchmarks.sessions import wait_until_warm
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session

PAGES, QUICK_PAGES = (30, 100), (2, 4)


async def memory_of(served: Served, pages: Sequence[int]) -> list[tuple[int, float, float]]:
    """Pages that are open, and the megabytes of the server and of its worker; none at first."""
    sessions: list[Session] = []
    found = [(0, megabytes(served.pid), megabytes(served.worker))]
    for count in pages:
        while len(sessions) < count:
            sessions.append(Session(served.host, page := Page(), []))
            await sessions[-1].open()
            await asyncio.to_thread(get, served.host, page.stage["run"])
        found.append((count, megabytes(served.pid), megabytes(served.worker)))
    for session in sessions:
        await session.close()
    return found


def report(options: Options, *, pages: Sequence[int] = PAGES) -> Iterator[str]:
    """A line for each number of pages."""
    with app_served() as served:
        wait_until_warm(served)
        found = asyncio.run(memory_of(served, QUICK_PAGES if options.quick else pages))
    rows = [(f"{count}", f"{server:.0f}", f"{worker:.0f}") for count, server, worker in found]
    yield table(("pages open, MB", "server", "worker"), rows)
