"""Memory of a server from which everything of a run is taken away, by several at the same time.

Two runs of six losses: on a table whose classes have names of 3,000 characters, and in 64
dimensions.  A server in a process of its own trains the run and serves the app's own routes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.harness.memory_peak import Peak
from benchmarks.harness.options import Options
from benchmarks.harness.processes import megabytes
from benchmarks.harness.server import end, free_port, get, wait_for_answer
from benchmarks.harness.table import table
from benchmarks.visitors.takeaway_server import DIMENSIONS, LONG_NAMES

STEPS, QUICK_STEPS = 300, 60
VISITORS = 4
TRAINING_SECONDS = 600.0  # at most
PATIENCE_SECONDS = 600.0  # for one file, after those that were asked for before


def taken(kind: str, steps: int, visitors: int) -> tuple[str, ...]:
    """A row: the memory before and at most, the bytes and the seconds."""
    port = free_port()
    host = f"127.0.0.1:{port}"
    module = "benchmarks.visitors.takeaway_server"
    with subprocess.Popen([sys.executable, "-m", module, str(port), kind, str(steps)]) as process:
        try:
            wait_for_answer(host, "/health", process, TRAINING_SECONDS)
            addresses = json.loads(get(host, "/offers"))
            before, peak, begun = megabytes(process.pid), Peak(process.pid), time.perf_counter()
            with ThreadPoolExecutor(visitors) as people:
                sizes = people.map(
                    lambda path: len(get(host, path, PATIENCE_SECONDS)), addresses * visitors
                )
                total = sum(sizes)
            seconds = time.perf_counter() - begun
            most = peak.stop()
        finally:
            end(process)
    return kind, f"{before:.0f}", f"{most:.0f}", f"{total / 1e6:.0f}", f"{seconds:.0f}"


def report(options: Options, *, visitors: int = VISITORS) -> Iterator[str]:
    """Each run, taken away by all visitors."""
    steps = QUICK_STEPS if options.quick else STEPS
    rows = [taken(kind, steps, visitors) for kind in (LONG_NAMES, DIMENSIONS)]
    yield (
        f"All files, {visitors} visitors at the same time\n"
        + table(("run of six losses", "MB before", "at most", "MB taken", "seconds"), rows)
    )
