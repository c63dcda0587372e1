"""A stopwatch for the parts of one piece of work."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.harness.timing import Clock


@dataclass
class Stopwatch:
    """The times at which the parts of a step ended."""

    clock: Clock
    marks: list[tuple[str, float]] = field(default_factory=list)

    def after(self, part: str) -> None:
        """Note that a part has ended."""
        self.marks.append((part, self.clock()))

    def parts(self) -> dict[str, float]:
        """Seconds of each part after the first mark."""
        return {name: end - start for (_, start), (name, end) in pairwise(self.marks)}
