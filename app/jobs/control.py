"""The part of a pool that controls a job under way.

A viewer controls only a job that nobody else watches.
"""

from __future__ import annotations

from app.jobs.desk import Desk
from app.jobs.job import Job, State
from losses.parameters import Value

NOT_ALONE = "Others watch this training too; press ↻ to train your own from the start."
MADE_WAY = (
    "Others wait, and many trainings come from your network: this one stands still, and goes on as "
    "soon as there is a place again."
)
NOT_UNDER_WAY = "Only a training that is under way can be changed."


class Control(Desk):
    """Pause, go on, one step, another value."""

    def pause(self, job: Job, viewer: str = "") -> None:
        """Make no more steps.  Raises ValueError if others watch it."""
        self._halt(job, viewer, "pause")

    def resume(self, job: Job, viewer: str = "") -> None:
        """Train on, at once or as soon as there is a place.  Raises ValueError if others watch."""
        with self._lock:
            self._check_alone(job, viewer)
            if job.state is not State.PAUSED:
                return
            if job.aside:
                job.wait()
                self._hand_out()
            else:
                self._go_on(job)

    def step(self, job: Job, viewer: str = "") -> None:
        """Make one step of the optimiser, then pause.  Raises ValueError if others watch it."""
        self._halt(job, viewer, "step")

    def set(
        self, job: Job, name: str, value: Value, *, loss: int | None = None, viewer: str = ""
    ) -> None:
        """Set another value from the next step on; `job.changes` records at which step.

        Args:
            job: a job under way.
            name: "learning_rate", or a parameter of a loss.
            value: the new value.
            loss: index of a loss in the config; None for all that have this parameter.
            viewer: who asks.

        Raises:
            ValueError: the value is out of range, there is no such parameter, the job is not
                under way, or others watch it.
        """
        with self._lock:
            self._check_alone(job, viewer)
            if not job.under_way:
                raise ValueError(NOT_UNDER_WAY)
            stored, losses = job.settings.set(name, value, loss)
            job.shared = False
            self._trainer.send(kind="set", job=job.id, name=name, value=stored, losses=losses)

    def _check_alone(self, job: Job, viewer: str) -> None:
        if viewer and job.viewers - {viewer}:
            raise ValueError(NOT_ALONE)

    def _halt(self, job: Job, viewer: str, kind: str) -> None:
        """Pause it, or let it make one step and then pause."""
        with self._lock:
            self._check_alone(job, viewer)
            if not job.under_way or (kind == "pause" and job.state is State.PAUSED):
                return
            job.shared, job.state = False, State.PAUSED
            self._steer(job, kind)
            self._standstill.begins(job)
            self._line.number()

    def _go_on(self, job: Job) -> None:
        job.state, job.aside = State.TRAINING, False
        if job.note == MADE_WAY:
            job.note = ""
        self._steer(job, "resume")

    def _put_aside(self, job: Job) -> None:
        job.aside = True
        if job.state is State.TRAINING:
            job.wait()
            job.note = MADE_WAY
            self._steer(job, "pause")

    def _steer(self, job: Job, kind: str) -> None:
        job.pace = 0.0
        self._trainer.send(kind=kind, job=job.id)
        job.frames.touch()
