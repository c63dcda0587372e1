"""Who makes way where there is too little for all: the visitor who has most.

A visitor is an address on the network (`app/entrance/visitor.py`), and many people may share it, as
a school does.  So who is alone has everything, among the jobs of a visitor the order is that in
which they came, and a few places stay with everybody, however many others come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from app.jobs.job import Job, State
from app.toy_runs.cost import seconds_to_train


def places_of(jobs: Iterable[Job]) -> Counter[str]:
    """How many places each visitor has."""
    return Counter(job.visitor for job in jobs if job.has_place)


def in_turn(jobs: Sequence[Job], of_one: int) -> list[Job]:
    """The waiting jobs, the next first; what is beyond a few of a visitor comes after all others.

    Args:
        jobs: all, oldest first.
        of_one: how many of a visitor are a few, those with a place among them.
    """
    counted = places_of(jobs)
    first: list[Job] = []
    later: list[Job] = []
    for job in jobs:
        if job.state is State.WAITING:
            (first if counted[job.visitor] < of_one else later).append(job)
            counted[job.visitor] += 1
    return first + later


def gives_place(jobs: Sequence[Job], waiting: Job, of_one: int) -> Job | None:
    """The job that gives its place to this one; None if no visitor has so many more places.

    Of the visitor who has most it is one that is paused, or else the one with most left to train.
    """
    places = places_of(jobs)
    greedy, most = _most(places)
    if most <= max(of_one, places[waiting.visitor] + 1):
        return None
    theirs = (job for job in jobs if job.has_place and job.visitor == greedy)
    return max(theirs, key=lambda job: (job.state is State.PAUSED, _left(job)))


def leaves_line(jobs: Iterable[Job], visitor: str) -> Job | None:
    """The job that leaves a full line for one of this visitor; None if no visitor has so many more.

    Of the visitor who has most in the line it is the last that has not begun.
    """
    waiting = [job for job in jobs if job.state is State.WAITING]
    counted = Counter(job.visitor for job in waiting)
    greedy, most = _most(counted)
    if most <= counted[visitor] + 1:
        return None
    theirs = [job for job in waiting if job.visitor == greedy and not job.aside]
    return theirs[-1] if theirs else None


def first_of_most(jobs: Sequence[Job]) -> Job:
    """The first job of the visitor who has most of these."""
    greedy, _ = _most(Counter(job.visitor for job in jobs))
    return next(job for job in jobs if job.visitor == greedy)


def _most(counted: Counter[str]) -> tuple[str, int]:
    """Who has most, and how many; of equals the first."""
    return counted.most_common(1)[0] if counted else ("", 0)


def _left(job: Job) -> float:
    """Seconds of one quiet core until its last step."""
    return seconds_to_train(job.config) * (1 - job.step / job.config.steps)
