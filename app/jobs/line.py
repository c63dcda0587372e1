"""The line: jobs that wait for the trainer, and those that it has, oldest first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from app.jobs.fairness import gives_place, in_turn, leaves_line
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

    def check_room(
        self,
        viewer: str,
        limits: Limits,
        *,
        visitor: str = "",
        instead_of: Job | None = None,
    ) -> Job | None:
        """Whether there is room for another job.

        Args:
            viewer: who asks for a job.
            limits: how many are enough.
            visitor: from where.
            instead_of: a job that this viewer leaves for it; without other viewers it ends.

        Returns:
            A job that must leave the line for it, if it is full of the jobs of another visitor.

        Raises:
            ValueError: this viewer has enough jobs, or too many jobs are waiting.
        """
        jobs = [job for job in self._jobs.values() if job is not instead_of]
        jobs_of_viewer = sum(viewer in job.viewers for job in jobs)
        if instead_of is not None and instead_of.viewers - {viewer}:
            jobs.append(instead_of)
        if viewer and jobs_of_viewer >= limits.jobs_of_a_viewer:
            raise ValueError(ALREADY_TWO)
        waiting = sum(job.state is State.WAITING for job in jobs)
        if waiting - _free(jobs, limits.training_at_once) < limits.waiting_at_most:
            return None
        if (leaves := leaves_line(jobs, visitor)) is None:
            raise ValueError(
                f"{limits.waiting_at_most} trainings are waiting already; try again in a minute."
            )
        return leaves

    def add(self, job: Job) -> Job:
        """Put a job at the end."""
        self._jobs[job.id] = job
        return job

    def remove(self, job: Job) -> None:
        """The job is over."""
        self._jobs.pop(job.id, None)

    def number(self, of_one: int = Limits.places_of_one) -> None:
        """Tell every job its place: 1 for the next to be trained, 0 for one that does not wait."""
        places = {job: place for place, job in enumerate(in_turn(self.jobs, of_one), start=1)}
        for job in self._jobs.values():
            place = places.get(job, 0)
            if job.place != place:
                job.place = place
                job.frames.touch()

    def next(self, at_once: int, of_one: int = Limits.places_of_one) -> list[Job]:
        """The waiting jobs that get the free places, if so many may train at once.

        A viewer whose job has a place waits for it; a job without viewers waits for nobody.  A
        visitor who has a few places, `of_one`, lets others go first.
        """
        busy = self._busy()
        free = _free(self._jobs.values(), at_once)
        chosen: list[Job] = []
        for job in in_turn(self.jobs, of_one):
            if len(chosen) < free and not _waits_for_viewer(job, busy):
                chosen.append(job)
                busy |= job.viewers
        return chosen

    def swap(self, limits: Limits) -> tuple[Job, Job] | None:
        """A job that gives its place away, and the job that has waited for long and gets it."""
        busy, in_vain = self._busy(), set[str]()
        for job in in_turn(self.jobs, limits.places_of_one):
            waits = job.waited < limits.long_seconds or _waits_for_viewer(job, busy)
            if waits or job.visitor in in_vain:
                continue
            if (gives := gives_place(self.jobs, job, limits.places_of_one)) is not None:
                return gives, job
            in_vain.add(job.visitor)
        return None

    def until_long(self, limits: Limits) -> float | None:
        """Seconds until the next job has waited for long; None if there is none."""
        waiting = (job for job in self._jobs.values() if job.state is State.WAITING)
        left = [limits.long_seconds - job.waited for job in waiting]
        return min((seconds for seconds in left if seconds > 0), default=None)

    def _busy(self) -> set[str]:
        """The viewers whose job has a place."""
        return set().union(*(job.viewers for job in self._jobs.values() if job.has_place))


def _waits_for_viewer(job: Job, busy: set[str]) -> bool:
    return bool(job.viewers) and job.viewers <= busy


def _free(jobs: Iterable[Job], at_once: int) -> int:
    """How many places are free."""
    return at_once - sum(job.has_place for job in jobs)
