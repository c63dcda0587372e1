"""The pool: the pages' side of the training jobs.

    job = pool.submit(config)     at once; equal configs are one job
    pool.pause(job)               and resume, step, set, stop
    pool.again(job, viewer)       the same from the first step
    pool.join(job, viewer)        a job that everybody has left is stopped
    pool.drop(job, viewer)        at once, if nobody else watches
    job.state, job.step           what it is doing; read it as often as you like
    pool.result(config)           the finished run, from memory or from the store

A few jobs train at the same time, turn by turn, in a worker process; the others wait in line.  A
job that is paused for long gives up its place, and waits for another when it is to go on.  Where
others wait for long, a visitor with many places gives one up.
"""

from __future__ import annotations

from app.jobs.asking import Asking
from app.jobs.control import Control
from app.jobs.hearing import Hearing
from app.jobs.job import Job, State
from app.jobs.later import later
from toy_models.config import RunConfig
from toy_models.record import Run

LEFT_LINE = (
    "The line is full, and most trainings in it come from your network: this one made room for "
    "somebody else. Press ↻ in a minute."
)


class Pool(Asking, Control, Hearing):
    """The jobs that wait or train, and the finished runs."""

    def submit(
        self, config: RunConfig, viewer: str = "", *, visitor: str = "", fresh: bool = False
    ) -> Job:
        """Train a config; a job with the same config that is not over is shared.

        Args:
            config: what to train.
            viewer: who will watch it, if anybody.
            visitor: the address of this viewer: who has much makes way for those who have little.
            fresh: make a new job even if there is one with the same config.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them.
        """
        with self._lock:
            if not fresh and (known := self._line.shared(config)) is not None:
                self.join(known, viewer)
                return known
            leaves = self._line.check_room(viewer, self.limits, visitor=visitor)
            if leaves is not None:
                self._end(leaves, State.FAILED, why=LEFT_LINE)
            job = self._line.add(Job(config, visitor=visitor))
            self.join(job, viewer)
            self.start()
            self._hand_out()
            return job

    def stop(self, job: Job, viewer: str = "") -> None:
        """End it early; its frames so far are its result.

        If others than `viewer` watch it, it goes on for them, and this viewer leaves it.
        """
        with self._lock:
            if viewer and job.viewers - {viewer}:
                self.leave(viewer, job)
                return
            job.shared, job.stopping = False, True
            if job.under_way:
                self._trainer.send(kind="stop", job=job.id)
            elif job.state is State.WAITING:
                self._end(job, State.STOPPED)

    def drop(self, job: Job, viewer: str) -> None:
        """This viewer wants it no longer: it ends at once, unless others watch it.

        Nothing comes of it; `stop` keeps its frames.
        """
        with self._lock:
            job.viewers.discard(viewer)
            if job.viewers or job.state.over:
                return
            if job.under_way:
                self._trainer.send(kind="drop", job=job.id)
            self._end(job, State.STOPPED)

    def again(self, job: Job, viewer: str = "", *, visitor: str = "") -> Job:
        """Train its present config from the first step; `job` ends unless others watch it.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them; `job` goes on.
        """
        with self._lock:
            self._line.check_room(viewer, self.limits, visitor=visitor, instead_of=job)
            self.drop(job, viewer)
            return self.submit(job.present_config, viewer, visitor=visitor, fresh=True)

    def join(self, job: Job, viewer: str) -> None:
        """This viewer watches the job; to say so again changes nothing."""
        with self._lock:
            if viewer and viewer not in job.viewers and not job.state.over:
                job.viewers.add(viewer)
                self._hand_out()

    def leave(self, viewer: str, job: Job | None = None) -> None:
        """This viewer has left the job, or all of them."""
        with self._lock:
            for left in [job] if job else self._line.jobs:
                if viewer not in left.viewers:
                    continue
                left.viewers.remove(viewer)
                if left.viewers or left.state.over:
                    continue
                left.departures += 1
                later(self.limits.grace_seconds, self._abandon, left, left.departures)

    def result(self, config: RunConfig) -> Run | None:
        """The whole run of this config if it has been trained, else None."""
        return self.finished.get(config)

    def result_of(self, digest: str) -> Run | None:
        """The whole run whose config has this digest, if it has been trained.

        Raises:
            ValueError: it is no digest.
        """
        return self.finished.find(digest)

    def _abandon(self, job: Job, departures: int) -> None:
        with self._lock:
            nobody_came = not job.viewers and job.departures == departures
            if nobody_came and not job.state.over and not self._closed:
                self.stop(job)
