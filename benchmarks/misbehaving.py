"""One visitor misbehaves: how quickly another's page answers, and how much memory the server takes.

A visitor who does nothing unusual trains and watches, alone at first.  Then somebody in a process
of their own asks for as much as the app lets them: uploads, take-aways, pauses, silent sockets,
large tables, each in turn on a server of its own.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import app_served
from benchmarks.harness.table import table
from benchmarks.sessions import quantiles, wait_until_warm
from benchmarks.visitors.misbehaving import KINDS
from benchmarks.visitors.visitor import Visitor

NOTHING = "nothing"
SECONDS, QUICK_SECONDS = 60.0, 10.0
END_SECONDS = 120.0  # for the last request of somebody who misbehaves


def beside(kind: str, seconds: float) -> tuple[str, ...]:
    """A row: what somebody did, how quickly the page of another answered, and the memory."""
    with app_served() as served:
        wait_until_warm(served)
        asyncio.run(Visitor(served.host, seed=1).open_only())
        visitor = Visitor(served.host, seed=2)
        with somebody(kind, served.host, seconds) as said:
            idle, peak = megabytes(served.pid), Peak(served.pid)
            begin(said)
            asyncio.run(visitor.visit(time.monotonic() + seconds))
            words = said.communicate(timeout=END_SECONDS)[0].strip() if said else ""
        if visitor.complaints:
            words += f"; the visitor: {visitor.complaints[0]}"
        memory = f"{idle:.0f}", f"{peak.stop():.0f}"
        return kind, *quantiles(visitor.fragments), *memory, words


@contextmanager
def somebody(kind: str, host: str, seconds: float) -> Iterator[subprocess.Popen[str] | None]:
    """Who misbehaves, in a process of their own; nobody for NOTHING."""
    if kind == NOTHING:
        yield None
        return
    command = [sys.executable, "-m", "benchmarks.visitors.misbehaving", kind, host, f"{seconds}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def begin(process: subprocess.Popen[str] | None) -> None:
    """Wait until it has prepared itself; that ends by itself if it takes too long."""
    if process is not None and process.stdout is not None:
        process.stdout.readline()


def report(
    options: Options, *, seconds: float | None = None, kinds: Sequence[str] = tuple(KINDS)
) -> Iterator[str]:
    """Alone, and beside each kind of misbehaviour."""
    seconds = seconds or (QUICK_SECONDS if options.quick else SECONDS)
    kinds = [kind for kind in kinds if not options.only or kind.replace(" ", "-") in options.only]
    head = ("somebody does", "median", "95 %", "longest", "idle", "most", "asked for")
    yield (
        f"A part of a visitor's page again, milliseconds; memory of the server, MB; "
        f"{seconds:g} seconds each\n"
        + table(head, [beside(kind, seconds) for kind in (NOTHING, *kinds)])
    )
