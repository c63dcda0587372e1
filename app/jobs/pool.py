"""The pool: the pages' side of the training jobs.

    job = pool.submit(config)     at once; equal configs are one job
    pool.pause(job)               and resume, step, set, stop, reset
    pool.join(job, viewer)        a job that everybody has left is stopped
    pool.drop(job, viewer)        at once, if nobody else watches
    job.state, job.step           what it is doing; read it as often as you like
    pool.result(config)           the finished run, from memory or from the store

A few jobs train at the same time, turn by turn, in a worker process; the others wait in line.  A
job that is paused for long gives up its place, and waits for another when it is to go on.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.jobs.job import Job, State
from app.jobs.later import later
from app.jobs.limits import Limits
from app.jobs.line import Line
from app.jobs.memory import give_back
from app.jobs.questions import Questions
from app.jobs.reports import note_progress, record_in
from app.jobs.standstill import Standstill
from app.jobs.trainer import Trainer, spawn_worker
from app.toy_runs.comparison import scene_of
from app.toy_runs.finished import FinishedRuns
from app.toy_runs.store import Store
from losses.parameters import Value
from toy_models.config import LossChoice, RunConfig
from toy_models.explanation import Explanation
from toy_models.record import Array, Run

AWAY = "The trainer is not running, so this sample cannot be explained now."
DIED = "The training process ended unexpectedly, perhaps for want of memory."
NOT_ALONE = "Others watch this training too; press Reset to have one of your own."
NOT_UNDER_WAY = "Only a training that is under way can be changed."


class Pool:
    """The jobs that wait or train, and the finished runs."""

    def __init__(
        self,
        store: Store,
        limits: Limits | None = None,
        spawn: Callable[[], subprocess.Popen[bytes]] | None = spawn_worker,
    ) -> None:
        """Nothing is started before `start` or the first job.

        Args:
            store: of finished runs.
            limits: how many jobs, and how long to wait.
            spawn: starts the worker's process; None for a pool that never trains.
        """
        self.limits = limits or Limits()
        self.finished = FinishedRuns(store)
        self._lock = threading.RLock()
        self._line = Line()
        self._standstill = Standstill(
            self._line,
            self._lock,
            limits=lambda: self.limits,
            free=self._hand_out,
            end=self.stop,
        )
        self._questions = Questions()
        self._trainer = Trainer(spawn, self._take, self._worker_gone)
        self._closed = False

    def start(self) -> None:
        """Start the worker, so that it is warm when the first job comes."""
        with self._lock:
            if not self._closed:
                self._trainer.start()

    def close(self) -> None:
        """End the worker and all jobs."""
        with self._lock:
            self._closed = True
            process = self._trainer.end()
        if process:
            process.wait(10)

    @property
    def worker_pid(self) -> int | None:
        """The number of the worker's process, once it is ready."""
        with self._lock:
            return self._trainer.pid

    def submit(self, config: RunConfig, viewer: str = "", *, fresh: bool = False) -> Job:
        """Train a config; a job with the same config that is not over is shared.

        Args:
            config: what to train.
            viewer: who will watch it, if anybody.
            fresh: make a new job even if there is one with the same config.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them.
        """
        with self._lock:
            if not fresh and (known := self._line.shared(config)) is not None:
                self.join(known, viewer)
                return known
            self._line.check_room(viewer, self.limits)
            job = self._line.add(Job(config))
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

    def reset(self, job: Job, viewer: str = "") -> Job:
        """Train the same config anew; this job ends unless others watch it.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them.
        """
        with self._lock:
            if not job.state.over:
                self.stop(job, viewer)
            job.viewers.discard(viewer)
            return self.submit(job.config, viewer, fresh=True)

    # Control of a job under way.  A viewer controls only a job that nobody else watches.

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
                job.state = State.WAITING
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

    # Who watches.

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

    # Finished runs, and questions to the worker.

    def result(self, config: RunConfig) -> Run | None:
        """The whole run of this config if it has been trained, else None."""
        return self.finished.get(config)

    def result_of(self, digest: str) -> Run | None:
        """The whole run whose config has this digest, if it has been trained.

        Raises:
            ValueError: it is no digest.
        """
        return self.finished.find(digest)

    def explain(
        self,
        choice: LossChoice,
        cos_C: Sequence[float],
        label: int,
        norm: float,
        *,
        timeout: float | None = None,
    ) -> Explanation:
        """Evaluate a loss on one sample; the worker answers between two turns of training.

        Raises:
            ValueError: it cannot be explained, or the worker has gone or needs more than
                `timeout` seconds; without one, the patience of the limits.
        """
        question = {
            "loss": choice.name,
            "parameters": choice.parameters,
            "cos": [float(cos) for cos in cos_C],
            "label": int(label),
            "norm": float(norm),
        }
        explanation: Explanation = self._ask("explain", timeout, question=question)
        return explanation

    def so_far(self, job: Job, *, timeout: float | None = None) -> Run:
        """The record of a job under way up to its present step; the job goes on as it was.

        Raises:
            ValueError: it is not under way, or the worker needs too long, as for `explain`.
        """
        record: Run = self._ask("record", timeout, of=job.id)
        return record

    def _ask(self, kind: str, timeout: float | None, **more: Any) -> Any:
        with self._lock:
            self.start()
            if self._closed or not self._trainer.started:
                raise ValueError(AWAY)
            limits = self.limits
            patience = limits.patience_seconds if self._trainer.ready else limits.cold_seconds

        def send(number: str) -> None:
            with self._lock:
                if not self._trainer.started:
                    raise ValueError(AWAY)
                self._trainer.send(kind=kind, job=number, **more)

        return self._questions.ask(send, patience if timeout is None else timeout)

    # In the thread that listens to the worker.

    def _take(self, message: dict[str, Any], arrays: dict[str, Array]) -> None:
        kind = message["kind"]
        with self._lock:
            if kind == "ready":
                self._trainer.ready = True
                self._hand_out()
                return
            job = self._line.find(message["job"])
        answer = self._questions.take(message["job"])
        if answer is not None:
            if kind == "explained":
                answer.set_result(Explanation.from_json(message["explanation"]))
            elif kind == "recorded":
                answer.set_result(record_in(arrays))
            else:
                answer.set_exception(ValueError(message["why"]))
        elif job is None:
            return
        elif kind == "opened":
            job.opened()
            job.frames.open(scene_of(record_in(arrays)))
        elif kind == "progress":
            note_progress(job, message, arrays)
        elif kind == "failed":
            self._end(job, State.FAILED, why=message["why"])
        else:
            self._keep(job, arrays)

    def _keep(self, job: Job, arrays: dict[str, Array]) -> None:
        result = record_in(arrays)
        if result.config == job.config:
            result = replace(result, config=job.config)  # so that a large table is held once
        job.result = result
        job.step = int(result.steps_K[-1])
        if not result.stopped and not job.changes:  # else it is not the run of its config
            self.finished.keep(result, arrays["record"].tobytes())
        self._end(job, State.STOPPED if result.stopped else State.FINISHED)

    def _worker_gone(self) -> None:
        """Let jobs under way begin again in a new worker, once; if it cannot start, all fail."""
        with self._lock:
            was_ready = self._trainer.ready
            self._trainer.clear()
            why = f"{DIED}"
            taken = self._line.under_way
            for job in taken:
                job.deaths += 1
            lost = [job for job in taken if job.deaths > 1 and not job.stopping]
            if self._closed:
                why, lost = "The server was stopped.", self._line.jobs
            elif not was_ready:
                why = "The training process could not start; the server's log says why."
                lost = self._line.jobs
            for job in lost:
                self._end(job, State.FAILED, why=why)
            for job in taken:
                if job.stopping:
                    self._end(job, State.STOPPED)
                elif not job.state.over:
                    job.begin_again(f"{DIED} This run began again from its first step.")
            self._questions.fail(AWAY)
            if self._line.jobs:
                self.start()

    def _end(self, job: Job, state: State, why: str = "") -> None:
        """The job is over, in this state; `why` is a sentence if it failed."""
        with self._lock:
            job.state, job.why, job.place = state, why or job.why, 0
            self._line.remove(job)
            job.ended.set()
            job.frames.touch()
            self._hand_out()
            if not self._line.jobs:
                later(self.limits.quiet_seconds, self._rest)

    # With the lock held.

    def _hand_out(self) -> None:
        """Give the oldest waiting jobs a place, as many as may train at once."""
        if self._trainer.ready:
            for job in self._line.next(self.limits.training_at_once):
                if job.aside:
                    self._go_on(job)
                    continue
                job.state = State.TRAINING
                self._trainer.send(kind="train", job=job.id, config=job.config.to_json())
                job.frames.touch()
        self._line.number()

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
        self._steer(job, "resume")

    def _steer(self, job: Job, kind: str) -> None:
        job.pace = 0.0
        self._trainer.send(kind=kind, job=job.id)
        job.frames.touch()

    # Some time later.

    def _abandon(self, job: Job, departures: int) -> None:
        with self._lock:
            nobody_came = not job.viewers and job.departures == departures
            if nobody_came and not job.state.over and not self._closed:
                self.stop(job)

    def _rest(self) -> None:
        """Nothing has been trained for a while, and the pages of those who left are forgotten."""
        with self._lock:
            if self._line.jobs or self._closed:
                return
        give_back()
