"""What the parts of a pool share: its jobs, the worker, and the lock around both."""

from __future__ import annotations

import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from app.jobs.job import Job, State
from app.jobs.later import later
from app.jobs.limits import Limits
from app.jobs.line import Line
from app.jobs.memory import give_back
from app.jobs.questions import Questions
from app.jobs.standstill import Standstill
from app.jobs.tempo import Tempo
from app.jobs.trainer import Trainer, spawn_worker
from app.toy_runs.finished import FinishedRuns
from app.toy_runs.store import Store
from toy_models.record import Array


class Desk(ABC):
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
        self.tempo = Tempo(self._line.training)
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
        self._looks_later = False

    def start(self) -> None:
        """Start the worker, so that it is warm when the first job comes."""
        with self._lock:
            if not self._closed:
                self._trainer.start()

    def close(self) -> None:
        """End the worker and all jobs; a worker that does not end by itself is killed."""
        with self._lock:
            self._closed = True
            process = self._trainer.end()
        if process is None:
            return
        try:
            process.wait(self.limits.closing_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def worker_pid(self) -> int | None:
        """The number of the worker's process, once it is ready."""
        with self._lock:
            return self._trainer.pid

    @abstractmethod
    def stop(self, job: Job, viewer: str = "") -> None:
        """End it early; its frames so far are its result."""

    @abstractmethod
    def _take(self, message: dict[str, Any], arrays: dict[str, Array]) -> None:
        """A message of the worker, in the thread that listens to it."""

    @abstractmethod
    def _worker_gone(self) -> None:
        """The worker's process has ended, in that thread."""

    @abstractmethod
    def _go_on(self, job: Job) -> None:
        """A job that stood aside has a place again; with the lock held."""

    @abstractmethod
    def _put_aside(self, job: Job) -> None:
        """A job gives its place to another, and goes on later; with the lock held."""

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

    def _hand_out(self) -> None:
        """Give waiting jobs a place, as many as may train; with the lock held."""
        if self._trainer.ready:
            limits = self.limits
            for job in self._line.next(limits.training_at_once, limits.places_of_one):
                self._place(job)
            while (swap := self._line.swap(limits)) is not None:
                gives, gets = swap
                self._put_aside(gives)
                self._place(gets)
            self._look_later()
        self._line.number(self.limits.places_of_one)

    def _place(self, job: Job) -> None:
        if job.aside:
            self._go_on(job)
            return
        job.state = State.TRAINING
        self._trainer.send(kind="train", job=job.id, config=job.config.to_json())
        job.frames.touch()

    def _look_later(self) -> None:
        """Look again when the next job has waited for long."""
        seconds = self._line.until_long(self.limits)
        if seconds is not None and not self._looks_later:
            self._looks_later = True
            later(seconds, self._look)

    def _look(self) -> None:
        with self._lock:
            self._looks_later = False
            if not self._closed:
                self._hand_out()

    def _rest(self) -> None:
        """Nothing has been trained for a while, and the pages of those who left are forgotten."""
        with self._lock:
            if self._line.jobs or self._closed:
                return
        give_back()
