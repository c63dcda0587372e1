"""A visitor who asks for as much as the app lets them ask for.

`python -m benchmarks.visitors.misbehaving KIND HOST SECONDS` does so in a process of its own.  It
prints READY when it begins, and in the end how often something was done, and how often refused.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.harness.server import get
from benchmarks.visitors.page import Page
from benchmarks.visitors.session import Session
from benchmarks.visitors.six_losses import link
from benchmarks.visitors.upload import Uploader, chosen, large_table, long_names
from benchmarks.visitors.visitor import SEED_LABEL, STEPS_LABEL
from toy_models.data import Table

PAGES, SOCKETS, AT_ONCE, LONG_RUNS = 8, 60, 6, 30
ADDRESS = "198.51.100.1"  # of long runs: another than that of the visitor beside them
NAME = 3000  # characters of a class
Count = Counter[str]
#: Prints READY and gives the time (by time.monotonic) at which it ends.
Ready = Callable[[], float]
Misbehaves = Callable[[str, Ready, Count], Awaitable[None]]
READY, PREPARING_SECONDS = "ready", 240.0


async def uploads(host: str, ready: Ready, count: Count) -> None:
    """Files of nearly the largest size for one session, some at a time, on no page's account."""
    page = Page()
    await Session(host, page, []).open()
    browser, content = Uploader(host), large_table(0)
    until = ready()

    async def again() -> None:
        while time.monotonic() < until:
            await _counted(count, asyncio.to_thread(browser.put, page.session, content))

    await asyncio.gather(*(again() for _ in range(AT_ONCE)))


async def tables(host: str, ready: Ready, count: Count) -> None:
    """Another large table again and again, each chosen on the page."""
    session, page, browser = await _with_uploader(host)
    salt, until = 0, ready()
    while time.monotonic() < until:
        salt += 1
        content = large_table(salt)
        file = await asyncio.to_thread(browser.put, page.session, content)
        await _counted(count, session.rerun([chosen(page, file, content)]))


async def takeaways(host: str, ready: Ready, count: Count) -> None:
    """All files of a run whose classes have long names, some at a time, again and again."""
    session, page, browser = await _with_uploader(host)
    content = long_names(NAME)
    file = await asyncio.to_thread(browser.put, page.session, content)
    await session.rerun([chosen(page, file, content)])
    await session.set({STEPS_LABEL: 300})
    while "live" not in page.stage:
        await asyncio.sleep(page.every)
        await session.fragment()
    while "live" in page.stage:
        await asyncio.sleep(page.every)
        await session.fragment()
    until = ready()

    async def again(address: str) -> None:
        while time.monotonic() < until:
            await _counted(count, asyncio.to_thread(get, host, address))

    await asyncio.gather(*(again(address) for address in page.files for _ in range(2)))


async def pauses(host: str, ready: Ready, count: Count) -> None:
    """Some pages, each with a training that pauses, makes a step, goes on, a command a second."""

    until = ready()

    async def on_a_page(number: int) -> None:
        page = Page()
        session = Session(host, page, [])
        await session.open()
        await session.set({STEPS_LABEL: 3000, SEED_LABEL: 500 + number})
        while time.monotonic() < until:
            if "live" not in page.stage:
                await asyncio.sleep(page.every)
                await session.fragment()
                continue
            for command in ("pause", "step", "resume", "pause"):
                if "live" in page.stage:
                    await _counted(count, session.command(command))
                    await asyncio.sleep(page.every)

    await asyncio.gather(*(on_a_page(number) for number in range(PAGES)))


async def long_runs(host: str, ready: Ready, count: Count) -> None:
    """More pages than there are places, from one address, each with a training that lasts."""
    sessions = [Session(host, Page(), [], address=ADDRESS) for _ in range(LONG_RUNS)]
    for number, session in enumerate(sessions):
        await session.open(link(seed=700 + number, steps=3000))
        while "live" not in session.page.stage:
            await asyncio.sleep(session.page.every)
            await session.fragment()
    until = ready()

    async def watch(session: Session) -> None:
        while time.monotonic() < until:
            await asyncio.sleep(session.page.every)
            await _counted(count, session.fragment())

    await asyncio.gather(*map(watch, sessions))
    count["held in line or put aside"] += sum(
        session.page.live.get("state") == "waiting" for session in sessions
    )


async def sockets(host: str, ready: Ready, count: Count) -> None:
    """Lines that are opened and never used: half of them to the page, half to a training."""
    page = Page()
    session = Session(host, page, [])
    await session.open()
    await session.set({STEPS_LABEL: 3000, SEED_LABEL: 600})
    while "live" not in page.stage:
        await asyncio.sleep(page.every)
        await session.fragment()
    paths, until = ["/_stcore/stream", page.stage["live"]], ready()

    async def silent(path: str) -> None:
        while time.monotonic() < until:
            async with connect(f"ws://{host}{path}", origin=f"http://{host}"):  # type: ignore[arg-type]
                count["done"] += 1
                await asyncio.sleep(max(0.0, until - time.monotonic()))

    await asyncio.gather(*(silent(paths[k % 2]) for k in range(SOCKETS)), return_exceptions=True)


KINDS: dict[str, Misbehaves] = {
    "uploads": uploads,
    "take-aways": takeaways,
    "pauses": pauses,
    "long runs": long_runs,
    "silent sockets": sockets,
    "hostile tables": tables,
}


async def _with_uploader(host: str) -> tuple[Session, Page, Uploader]:
    page = Page()
    session = Session(host, page, [])
    await session.open(f"data={quote(Table.title)}")
    return session, page, Uploader(host)


async def _counted(count: Count, asked: Awaitable[object]) -> None:
    try:
        await asked
        count["done"] += 1
    except (OSError, ConnectionClosed, InvalidHandshake, KeyError) as error:
        count[type(error).__name__] += 1
        await asyncio.sleep(0.1)


def main(kind: str, host: str, seconds: float) -> None:
    """Misbehave for so many seconds."""
    count: Count = Counter()

    def ready() -> float:
        print(READY, flush=True)
        return time.monotonic() + seconds

    try:
        asyncio.run(asyncio.wait_for(KINDS[kind](host, ready, count), PREPARING_SECONDS + seconds))
    except (OSError, ConnectionClosed) as error:
        count[type(error).__name__] += 1
    print(", ".join(f"{number} {what}" for what, number in count.items()) or "nothing done")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
