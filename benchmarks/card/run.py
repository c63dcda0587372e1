"""One check of a device: how it is asked for, what is left of its time, and its processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.card.results import Results
from benchmarks.harness.contestants import Contestant, Facts
from benchmarks.harness.options import Options

Make = Callable[..., Contestant]
Waiting = Iterator[tuple[Contestant, Facts | None]]


@dataclass
class Run:
    """One check of a card.

    Attributes:
        seconds: how long it may take.
        end: when it must be over, by `time.monotonic`.
        alive: the processes that were started.
    """

    options: Options
    make: Make
    results: Results
    seconds: float
    end: float
    alive: list[Contestant] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """cpu or cuda."""
        return self.options.device_type

    def left(self, reserve: float = 0) -> float:
        """Seconds until the end, less a reserve for what comes later; never none."""
        return max(self.end - reserve - time.monotonic(), 0.1)

    def contestant(self, name: str, make: str, **arguments: Any) -> Contestant:
        """A process, not started yet."""
        threads = {"TORCHINDUCTOR_COMPILE_THREADS": "4"}
        one = self.make(name, make, {"device": self.options.device, **arguments}, threads)
        self.alive.append(one)
        return one
