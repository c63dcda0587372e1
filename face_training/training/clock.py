"""How fast a training goes, and how much of its time it waits for images."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """Steps a second since the last lap, and the share of that time spent on waiting."""

    def __init__(self, step: int, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._step, self._start = step, now()
        self._waited = self._share = 0.0

    def timed(self, batches: Iterable[T]) -> Iterator[T]:
        """The same batches; the time until each of them arrives counts as waiting."""
        iterator = iter(batches)
        while True:
            start = self._now()
            batch = next(iterator, None)
            self._waited += self._now() - start
            if batch is None:
                return
            yield batch

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The time inside does not count."""
        start = self._now()
        yield
        self._start += self._now() - start

    def lap(self, step: int) -> float:
        """Steps a second since the last lap."""
        now = self._now()
        passed = max(now - self._start, 1e-9)
        speed, self._share = (step - self._step) / passed, self._waited / passed
        self._step, self._start, self._waited = step, now, 0.0
        return speed

    def waiting_share(self) -> float:
        """Share of the last lap that was spent on waiting for images."""
        return self._share


MUCH = 0.1  # of the time


def advice(share: float, workers: int, cores: int) -> str:
    """What may help a training that waits for images; nothing if it hardly does."""
    if share < MUCH:
        return ""
    waits = f"{share:.0%} of the time goes by in waiting for images"
    if workers < cores:
        return f"{waits}: data.workers is {workers}, and this machine has {cores} cores."
    return (
        f"{waits}, with data.workers = {workers} on {cores} cores: the disk or the decoding is the "
        "limit (python -m benchmarks face_reading measures the decoding)."
    )
