"""The frames of a job so far, for all who watch it; the pool adds them, sockets read them.

A watcher remembers the number of the last moment that it saw, and asks for what came after.  When
there are too many bytes, every second moment is dropped: the picture gets coarser, not shorter.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.scene.rows import Rows, joined
from app.scene.scene import Scene
from toy_models.drawn import CHARTED, MOST_DIMENSIONS

CAP_BYTES = 8_000_000  # of one job
SILENT_SECONDS = 1.0  # after which those who listen want to hear something


@dataclass(frozen=True)
class Moment:
    """One frame."""

    number: int  # 1, 2, 3 in the order in which they came
    step: int
    picture: Rows  # one row: what the browser draws, see app/scene/picture.py
    charted: Rows  # one row: the fields CHARTED of the record

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.picture.bytes_KS.nbytes + self.charted.bytes_KS.nbytes)


@dataclass(frozen=True)
class News:
    """What a watcher has not seen yet."""

    beginning: int  # a new number when the run began again: everything has to be shown anew
    opening: Scene | None  # with the first frame alone; None before the run has begun
    moments: tuple[Moment, ...]
    version: int  # a new number when anything happened, such as a pause


class FramesSoFar:
    """The first frame of a job, and those that came after it."""

    def __init__(
        self, cap_bytes: int = CAP_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """No frame yet."""
        self._clock = clock
        self._touched_at = clock()
        self._cap_bytes = cap_bytes
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()
        self._opening: Scene | None = None
        self._moments: list[Moment] = []
        self._beginning = 0
        self._number = 0
        self._version = 0

    def open(self, opening: Scene) -> None:
        """The run begins, or begins again."""
        with self._lock:
            self._opening = opening
            self._moments = []
            self._beginning += 1
        self.touch()

    def add(self, steps: Sequence[int], picture: Rows, charted: Rows) -> None:
        """Add frames: a step, a row of the picture and a row of the charts for each."""
        with self._lock:
            for step, *rows in zip(steps, picture.apart(), charted.apart(), strict=True):
                self._number += 1
                self._moments.append(Moment(self._number, step, *rows))
            while self._size > self._cap_bytes and len(self._moments) > 2:
                self._moments = [*self._moments[:-1:2], self._moments[-1]]
        self.touch()

    def touch(self) -> None:
        """Something happened: call those who listen."""
        with self._lock:
            self._version += 1
            self._touched_at = self._clock()
            listeners = list(self._listeners)
        for listener in listeners:
            listener()

    def since(self, beginning: int, number: int) -> News:
        """What came after this moment; everything, if that was before the run began again."""
        with self._lock:
            seen = number if beginning == self._beginning else 0
            moments = tuple(moment for moment in self._moments if moment.number > seen)
            return News(self._beginning, self._opening, moments, self._version)

    def so_far(self) -> Scene | None:
        """The scene up to now, with the fields CHARTED alone; None before the first frame."""
        with self._lock:
            opening, moments = self._opening, tuple(self._moments)
        if opening is None:
            return None
        arrays = {name: opening.arrays[name][:1] for name in CHARTED}
        if moments:
            more = joined([moment.charted for moment in moments]).arrays()
            arrays = {name: np.concatenate([arrays[name], more[name]]) for name in CHARTED}
        steps = [int(opening.steps_K[0]), *(moment.step for moment in moments)]
        return replace(opening, steps_K=np.array(steps, np.int32), arrays=arrays)

    def pictured(self, steps: Sequence[float]) -> Scene | None:
        """The scene at the newest frames up to these steps, with what `stuck` reads of them.

        None where a step is before the second frame, or where pictures are projections.
        """
        with self._lock:
            opening, moments = self._opening, tuple(self._moments)
        found = [next((m for m in reversed(moments) if m.step <= step), None) for step in steps]
        kept = [moment for moment in found if moment is not None]
        if opening is None or opening.dimension > MOST_DIMENSIONS or len(kept) < len(found):
            return None
        seen = joined([moment.picture for moment in kept]).arrays(["features", "weights"])
        charted = joined([moment.charted for moment in kept]).arrays(["test_accuracy_L"])
        arrays = {"features_LND": seen["features"], "weights_LCD": seen["weights"], **charted}
        at = np.array([moment.step for moment in kept], np.int32)
        return replace(opening, steps_K=at, arrays=arrays)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call it, in another thread, whenever something happens; it must return quickly."""
        with self._lock:
            self._listeners.add(listener)

    def unlisten(self, listener: Callable[[], None]) -> None:
        """Stop calling it."""
        with self._lock:
            self._listeners.discard(listener)

    @property
    def silent(self) -> bool:
        """Whether nothing has happened for so long that those who listen should hear something."""
        return self._clock() - self._touched_at >= SILENT_SECONDS

    @property
    def watched(self) -> bool:
        """Whether anybody listens."""
        return self.watchers > 0

    @property
    def watchers(self) -> int:
        """How many listen."""
        with self._lock:
            return len(self._listeners)

    @property
    def _size(self) -> int:
        return sum(moment.size for moment in self._moments)
