"""Times pieces of work that take turns, so that whatever slows the machine slows all of them.

One thread on the CPU is timed by processor time: other programs do not count.  Several
threads are timed by wall-clock time.  A GPU is, too, after it has finished its queue.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

import torch

LEAST = 1e-6  # seconds: a processor's clock may stand still during a short piece of work
Clock = Callable[[], float]
Work = Callable[[], object]


def since(start: float, clock: Clock) -> float:
    """Seconds since the start by this clock.  Never 0, so that it can be divided by."""
    return max(clock() - start, LEAST)


def clock_of(device: str, threads: int) -> Clock:
    """The clock, in seconds, for work on this device."""
    if device == "cpu":
        return time.process_time if threads == 1 else time.perf_counter

    def after_the_queue() -> float:
        torch.cuda.synchronize(device)
        return time.perf_counter()

    return after_the_queue


@dataclass(frozen=True)
class Times:
    """Seconds of each piece of work by name, one value a round."""

    seconds: dict[str, list[float]]

    def typical(self, name: str) -> float:
        """Median seconds of a piece of work."""
        return median(self.seconds[name])

    def ratio(self, name: str, baseline: str) -> float:
        """How many times as long as the baseline: the median over rounds of the ratio."""
        pairs = zip(self.seconds[name], self.seconds[baseline], strict=True)
        return median(own / other for own, other in pairs)


def take_turns(works: Mapping[str, Work], rounds: int, clock: Clock) -> Times:
    """A, B, A, B, ...: each piece once a round.  The first round does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for counted in [False] + [True] * rounds:
        for name, work in works.items():
            start = clock()
            work()
            if counted:
                seconds[name].append(since(start, clock))
    return Times(seconds)
