"""A GPU in under six minutes: first whether its results are right, then how fast it trains faces.

Compiling takes longest and needs the processor, so whatever compiles starts at the beginning, in
processes of its own, and the rest goes on meanwhile.  Nothing is timed while another process works.
Every part is printed and stored as soon as it is there.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.card.comparisons import correctness, started_checks
from benchmarks.card.head_table import compiling, heads
from benchmarks.card.results import Results
from benchmarks.card.run import Make, Run
from benchmarks.card.step_table import groups, started_steps, steps
from benchmarks.harness.contestants import Contestant, when_ready
from benchmarks.harness.options import Options

PARTS = ("correctness", "steps", "head")
SECONDS = 345.0
NO_PEER = "arcface_torch is left out: --arcface FOLDER names its files."


def report(options: Options, *, make: Make = Contestant) -> Iterator[str]:
    """The parts, or those that are asked for; the command ends if there is no such part."""
    begin = time.monotonic()
    wanted = options.only or PARTS
    if unknown := sorted(set(wanted) - set(PARTS)):
        sys.exit(f"gpu has no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
    seconds = options.seconds or SECONDS
    results = Results(Path(options.json or "gpu.json"))
    results.keep("machine", {"measured": options.header(), "seconds": seconds})
    run = Run(options, make, results, seconds, begin + seconds)
    peer = "" if options.arcface else f"\n{NO_PEER}"
    yield f"{seconds:.0f} s in all; results in {results.file}{peer}"
    try:
        checks = started_checks(run) if "correctness" in wanted else iter(())
        first, *others = groups(run) if "steps" in wanted else [()]
        started = started_steps(run, first)
        compiled = compiling(run) if "head" in wanted else iter(())
        yield from correctness(run, checks)
        for one, facts in compiled:
            yield when_ready(one, facts)
            one.end()
        yield from steps(run, *started)
        for group in others:
            yield from steps(run, *started_steps(run, group))
        if "head" in wanted:
            yield from heads(run)
    finally:
        for one in run.alive:
            one.end()
    yield f"{time.monotonic() - begin:.0f} s"
