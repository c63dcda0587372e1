"""Trainings that stand still: after a while they give up their place to those that wait.

The worker keeps such a training as it is.  When it is to go on, it waits for a place in the order
in which it first came, so before all that came after it.  A single step needs no place.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from app.jobs.fairness import first_of_most
from app.jobs.job import Job, State
from app.jobs.later import later
from app.jobs.limits import Limits
from app.jobs.line import Line

OTHERS = "Many trainings stand still; this one was ended to make room. Its steps so far are kept."


class Standstill:
    """Watches the paused jobs of a line."""

    def __init__(
        self,
        line: Line,
        lock: RLock,
        *,
        limits: Callable[[], Limits],
        free: Callable[[], None],
        end: Callable[[Job], None],
        later: Callable[..., None] = later,
    ) -> None:
        """No job is watched yet.

        Args:
            line: the jobs.
            lock: of the pool.
            limits: how long a job keeps its place, and how many may stand aside.
            free: called with the lock held when a place is free.
            end: called with the lock held, with a job that must make room.
            later: calls something later.
        """
        self._line, self._lock, self._limits = line, lock, limits
        self._free, self._end, self._later = free, end, later
        self._halts: dict[Job, int] = {}  # of watched jobs: how often each was halted

    def begins(self, job: Job) -> None:
        """It was paused, or makes a single step; with the lock held."""
        if job.aside:
            return
        watched = job in self._halts
        self._halts[job] = self._halts.get(job, 0) + 1
        if not watched:
            self._look_later(job)

    def _look_later(self, job: Job) -> None:
        self._later(self._limits().still_seconds, self._look, job, self._halts[job])

    def _look(self, job: Job, halts: int) -> None:
        """Put it aside if nothing has happened since it was halted so often."""
        with self._lock:
            if job.state is not State.PAUSED:
                del self._halts[job]
            elif self._halts[job] != halts:
                self._look_later(job)
            else:
                del self._halts[job]
                job.aside = True
                self._free()
                self._make_room()

    def _make_room(self) -> None:
        aside = [job for job in self._line.jobs if job.aside and job.state is State.PAUSED]
        while len(aside) > self._limits().aside_at_most:
            job = first_of_most(aside)
            aside.remove(job)
            job.why = OTHERS
            self._end(job)
