"""One visitor misbehaves: how quickly another's page answers, and how much memory the server takes.

A visitor who does nothing unusual trains and watches, alone at first.  Then somebody in a process
of their own asks for as much as the app lets them: uploads, take-aways, pauses, silent sockets,
long runs, large tables, each in turn on a server of its own.  What the visitor and the server's
memory must keep to stands in `benchmarks/harness/ordered.py` and in the head of the table.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from app.jobs import Limits
from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.options import Options
from benchmarks.harness.ordered import GROWN_MEGABYTES, PART_MILLISECONDS, judge
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import app_served
from benchmarks.harness.table import table
from benchmarks.sessions import quantiles, wait_until_warm
from benchmarks.visitors.misbehaving import KINDS
from benchmarks.visitors.visitor import Visitor

NOTHING = "nothing"
SECONDS, QUICK_SECONDS = 60.0, 10.0
END_SECONDS = 120.0  # for the last request of somebody who misbehaves
#: Beside long runs the visitor waits for a place, and is then to train for as long.
LEAST_SECONDS = {"long runs": 2 * Limits.long_seconds}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a visitor saw beside somebody who misbehaves, and what it cost."""

    kind: str
    fragments: Sequence[float]  # seconds of each part of the page that ran again
    steps: int  # of the visitor's trainings
    idle: float  # megabytes of the server before
    most: float  # and at most
    asked: str = ""  # for what

    @property
    def row(self) -> tuple[str, ...]:
        """In the order of HEAD."""
        grown = self.most - self.idle
        memory = f"{self.idle:.0f}", f"{self.most:.0f}", f"{grown:.0f}"
        return self.kind, *quantiles(self.fragments), f"{self.steps:,}", *memory, self.asked

    @property
    def exceeded(self) -> Iterator[str]:
        """The limits that were passed, in sentences; alone the visitor passes none."""
        if self.kind == NOTHING:
            return
        if not self.fragments:
            yield f"{self.kind}: the visitor's page never answered"
        elif (high := 1000 * float(np.quantile(self.fragments, 0.95))) > PART_MILLISECONDS:
            yield f"{self.kind}: 95 % within {high:.0f} ms, at most {PART_MILLISECONDS}"
        if not self.steps:
            yield f"{self.kind}: the visitor's training never moved"
        if (grown := self.most - self.idle) > GROWN_MEGABYTES:
            yield f"{self.kind}: the server grew by {grown:.0f} MB, at most {GROWN_MEGABYTES}"


HEAD = (
    *("somebody does", "median", f"95 % (at most {PART_MILLISECONDS})", "longest", "steps"),
    *("idle", "most", f"grown (at most {GROWN_MEGABYTES})", "asked for"),
)


def beside(kind: str, seconds: float) -> Beside:
    """Let a visitor train beside somebody."""
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
        return Beside(
            kind=kind,
            fragments=visitor.fragments,
            steps=visitor.steps,
            idle=idle,
            most=peak.stop(),
            asked=words,
        )


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
    """Alone, and beside each kind of misbehaviour.  Raises Exceeded in the end."""
    seconds = seconds or (QUICK_SECONDS if options.quick else SECONDS)
    kinds = [kind for kind in kinds if not options.only or kind.replace(" ", "-") in options.only]
    found = [beside(kind, max(seconds, LEAST_SECONDS.get(kind, 0.0))) for kind in (NOTHING, *kinds)]
    yield (
        f"A part of a visitor's page again, milliseconds; memory of the server, MB; "
        f"{seconds:g} seconds each\n" + table(HEAD, [one.row for one in found])
    )
    judge([sentence for one in found for sentence in one.exceeded])
