"""The line: jobs that wait for the trainer, and those that it has, oldest first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from app.jobs.job import Job, State
from app.jobs.limits import Limits
from toy_models.config import RunConfig

ALREADY_TWO = "You have a training under way and another one in line; stop one of them first."


class Line:
    """The jobs of a pool that are not over.  The pool holds its lock around every call."""

    def __init__(self) -> None:
        """No job yet."""
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    @property
    def jobs(self) -> list[Job]:
        """All of them."""
        return list(self._jobs.values())

    @property
    def under_way(self) -> list[Job]:
        """The jobs that the trainer has."""
        return [job for job in self._jobs.values() if job.under_way]

    def training(self) -> int:
        """How many jobs train now, by turns."""
        return sum(job.state is State.TRAINING for job in list(self._jobs.values()))

    def find(self, name: str) -> Job | None:
        """The job with this id."""
        return self._jobs.get(name)

    def shared(self, config: RunConfig) -> Job | None:
        """The job of this config that others may join, if there is one."""
        found = (job for job in self._jobs.values() if job.shared and job.config == config)
        return next(found, None)

    def check_room(self, viewer: str, limits: Limits, *, instead_of: Job | None = None) -> None:
        """Raise ValueError if this viewer has enough jobs, or too many jobs are waiting.

        Args:
            viewer: who asks for a job.
            limits: how many are enough.
            instead_of: a job that this viewer leaves for it; without other viewers it ends.
        """
        jobs = [job for job in self._jobs.values() if job is not instead_of]
        jobs_of_viewer = sum(viewer in job.viewers for job in jobs)
        if instead_of is not None and instead_of.viewers - {viewer}:
            jobs.append(instead_of)
        if viewer and jobs_of_viewer >= limits.jobs_of_a_viewer:
            raise ValueError(ALREADY_TWO)
        waiting = sum(job.state is State.WAITING for job in jobs)
        if waiting - _free(jobs, limits.training_at_once) >= limits.waiting_at_most:
            raise ValueError(
                f"{limits.waiting_at_most} trainings are waiting already; try again in a minute."
            )

    def add(self, job: Job) -> Job:
        """Put a job at the end."""
        self._jobs[job.id] = job
        return job

    def remove(self, job: Job) -> None:
        """The job is over."""
        self._jobs.pop(job.id, None)

    def number(self) -> None:
        """Tell every job its place: 1 for the next to be trained, 0 for one that does not wait."""
        place = 0
        for job in self._jobs.values():
            waits = job.state is State.WAITING
            place += waits
            if job.place != place * waits:
                job.place = place * waits
                job.frames.touch()

    def next(self, at_once: int) -> list[Job]:
        """The waiting jobs that may train now, if so many may train at once.

        A viewer whose job has a place waits for it; a job without viewers waits for nobody.
        """
        busy = set().union(*(job.viewers for job in self._jobs.values() if job.has_place))
        free = _free(self._jobs.values(), at_once)
        chosen: list[Job] = []
        for job in self._jobs.values():
            waits_for_viewer = bool(job.viewers) and job.viewers <= busy
            if len(chosen) < free and job.state is State.WAITING and not waits_for_viewer:
                chosen.append(job)
                busy |= job.viewers
        return chosen


def _free(jobs: Iterable[Job], at_once: int) -> int:
    """How many places are free."""
    return at_once - sum(job.has_place for job in jobs)
