"""A class of 30 who each train six losses in 64 dimensions and take everything away: memory.

All open the page at the same time with a link to a run of their own, wait for its end, and then
fetch all that the page offers of it, in Streamlit's own protocol, on the machine of the server.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import app_served, received
from benchmarks.harness.table import table
from benchmarks.sessions import wait_until_warm
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session
from benchmarks.visitors.six_losses import link

CLASS, QUICK_CLASS = 30, 2
STEPS, QUICK_STEPS = 300, 60
SECONDS = 3600.0  # for all trainings together, at most
PATIENCE_SECONDS = 1800.0  # for one file, after those that others asked for before


@dataclass
class Collector:
    """One of the class, and what was received."""

    host: str
    seed: int
    steps: int  # of the training
    page: Page = field(default_factory=Page)
    files: int = 0
    received: int = 0  # bytes
    why: str = ""  # it failed

    async def attend(self, until: float) -> None:
        """Train once and take everything away, or give up at this time (by time.monotonic)."""
        session = Session(self.host, self.page, [])
        try:
            await session.open(link(self.seed, self.steps))
            while f"_seed-{self.seed}_" not in self.page.name or "live" in self.page.stage:
                if time.monotonic() > until:
                    raise OSError("no run when time was up")
                await asyncio.sleep(self.page.every)
                await session.fragment()
            for address in [self.page.stage["run"], *self.page.files]:
                size = await asyncio.to_thread(received, self.host, address, PATIENCE_SECONDS)
                self.files, self.received = self.files + 1, self.received + size
        except (ConnectionClosed, OSError, KeyError) as error:
            self.why = f"{type(error).__name__}: {error}"
        finally:
            await session.close()


async def attend_all(collectors: Sequence[Collector], until: float) -> None:
    """Let all come at the same time, and ask for their files at the same time."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(collectors)))
    await asyncio.gather(*(each.attend(until) for each in collectors))


def report(
    options: Options, *, students: int | None = None, steps: int | None = None
) -> Iterator[str]:
    """The memory of the server, of its worker and of both, before, at most and afterwards."""
    students = students or (QUICK_CLASS if options.quick else CLASS)
    steps = steps or (QUICK_STEPS if options.quick else STEPS)
    with app_served() as served:
        wait_until_warm(served)
        processes = [(served.pid,), (served.worker,), (served.pid, served.worker)]
        before = [sum(map(megabytes, pids)) for pids in processes]
        peaks, begun = [Peak(*pids) for pids in processes], time.monotonic()
        collectors = [Collector(served.host, 100 + k, steps) for k in range(students)]
        asyncio.run(attend_all(collectors, begun + SECONDS))
        seconds, most = time.monotonic() - begun, [peak.stop() for peak in peaks]
        after = [sum(map(megabytes, pids)) for pids in processes]
    failed = [each.why for each in collectors if each.why]
    rows = [
        (of, *(f"{figure:.0f}" for figure in figures))
        for of, *figures in zip(
            ("the server", "its worker", "both together"), before, most, after, strict=True
        )
    ]
    yield (
        f"{students} visitors, each with six losses in 64 dimensions, {seconds:.0f} seconds\n"
        + table(("memory, MB", "before", "at most", "after"), rows)
        + f"\n{sum(each.files for each in collectors)} files, "
        f"{sum(each.received for each in collectors) / 1e6:.0f} MB; "
        f"{len(failed)} of {students} without their run"
        + "".join(f"; {why}" for why in dict.fromkeys(failed))
    )
