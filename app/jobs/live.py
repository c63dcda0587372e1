"""The frames of a job as they come, for whoever watches; the pool writes, sockets read.

A watcher remembers the number of the last moment that it saw, and asks for what came after.  When
there are too many bytes, every second moment is forgotten: the picture gets coarser, not shorter.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from toy_models.drawn import CHARTED
from toy_models.record import Array, Run

CAP_BYTES = 8_000_000  # of one job


@dataclass(frozen=True)
class Moment:
    """One frame: what `toy_models.drawn.drawn` makes of it, and the fields CHARTED."""

    number: int  # 1, 2, 3 as they came
    step: int
    arrays: dict[str, Array]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(array.nbytes for array in self.arrays.values())


@dataclass(frozen=True)
class News:
    """What a watcher has not seen yet."""

    beginning: int  # another number: the run began again, and everything has to be shown anew
    opening: Run | None  # the run with its first frame alone; None before it has begun
    moments: tuple[Moment, ...]
    version: int  # another number: something happened, be it only a pause


class Live:
    """What there is to see of one job, so far."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()
        self._opening: Run | None = None
        self._moments: list[Moment] = []
        self._beginning = 0
        self._number = 0
        self._version = 0

    def open(self, opening: Run) -> None:
        """The run begins, or begins again."""
        with self._lock:
            self._opening = opening
            self._moments = []
            self._beginning += 1
        self.touch()

    def add(self, steps: list[int], arrays: dict[str, Array]) -> None:
        """More frames; each array has one entry in front for each of them."""
        with self._lock:
            for k, step in enumerate(steps):
                self._number += 1
                # A copy: a part of the array would keep the whole of it.
                one = {name: array[k].copy() for name, array in arrays.items()}
                self._moments.append(Moment(self._number, step, one))
            while sum(one.size for one in self._moments) > CAP_BYTES and len(self._moments) > 2:
                self._moments = [*self._moments[:-1:2], self._moments[-1]]
        self.touch()

    def touch(self) -> None:
        """Something happened: tell those who listen."""
        with self._lock:
            self._version += 1
            listeners = list(self._listeners)
        for listener in listeners:
            listener()

    def since(self, beginning: int, number: int) -> News:
        """What came after this moment; everything, if that was before the run began again."""
        with self._lock:
            seen = number if beginning == self._beginning else 0
            moments = tuple(one for one in self._moments if one.number > seen)
            return News(self._beginning, self._opening, moments, self._version)

    def so_far(self) -> Run | None:
        """The run up to now, with the fields CHARTED alone; None before it has begun."""
        with self._lock:
            opening, moments = self._opening, tuple(self._moments)
        if opening is None:
            return None
        arrays = {
            name: np.stack([opening.arrays[name][0], *(one.arrays[name] for one in moments)])
            for name in CHARTED
        }
        steps = [int(opening.steps_K[0]), *(one.step for one in moments)]
        return replace(opening, steps_K=np.array(steps, np.int32), arrays=arrays)

    def listen(self, listener: Callable[[], None]) -> None:
        """Have it called, in another thread and quickly, whenever something happens."""
        with self._lock:
            self._listeners.add(listener)

    def unlisten(self, listener: Callable[[], None]) -> None:
        """No more."""
        with self._lock:
            self._listeners.discard(listener)

    @property
    def watched(self) -> bool:
        """Whether anybody listens."""
        return self.watchers > 0

    @property
    def watchers(self) -> int:
        """How many listen."""
        with self._lock:
            return len(self._listeners)
