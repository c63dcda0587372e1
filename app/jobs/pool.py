"""The pool: the pages' side of the training jobs.

    job = pool.submit(config)     at once; equal configs are one job
    job.state, job.step           what it is doing; read it as often as you like
    pool.result(config)           the finished run, from memory or from the store

A few jobs train at the same time, turn by turn, in a worker process; the others wait in line.
"""

from __future__ import annotations

import atexit
import contextlib
import enum
import functools
import io
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from app.jobs.messages import receive, send
from app.jobs.store import Store, default_folder
from toy_models.config import Config
from toy_models.record import Result

TRAINING_AT_ONCE = 4
WAITING_AT_MOST = 50
REMEMBERED = 16  # finished runs in memory, a few megabytes each

_log = logging.getLogger(__name__)


class State(enum.Enum):
    """Where a job stands."""

    WAITING = "waiting"
    TRAINING = "training"
    FINISHED = "finished"
    STOPPED = "stopped"  # on request; its frames so far are a result
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (State.FINISHED, State.STOPPED, State.FAILED)


@dataclass
class Job:
    """One training run that was asked for.  The pool writes it, pages read it."""

    config: Config
    state: State = State.WAITING
    step: int = 0
    why: str = ""  # one sentence, if it failed
    result: Result | None = None
    over: threading.Event = field(default_factory=threading.Event)


class Pool:
    """Jobs, a worker process, and the finished runs."""

    def __init__(self, store: Store) -> None:
        """Nothing is started before `start` or the first job."""
        self.store = store
        self._lock = threading.RLock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()  # waiting and training, oldest first
        self._results: OrderedDict[Config, Result] = OrderedDict()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False  # the worker is warm
        self._closed = False

    def start(self) -> None:
        """Start the worker, so that it is warm when the first job comes."""
        with self._lock:
            if self._closed or self._process:
                return
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app.jobs.worker"],
                env=os.environ | {"OMP_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def submit(self, config: Config) -> Job:
        """Have it trained; a job with the same config that is not over is that job.

        Raises:
            ValueError: too many jobs are waiting.
        """
        with self._lock:
            if (job := self._jobs.get(config.digest)) and job.config == config:
                return job
            if len(self._jobs) >= TRAINING_AT_ONCE + WAITING_AT_MOST:
                raise ValueError(
                    f"{WAITING_AT_MOST} trainings are waiting already; try again in a minute."
                )
            job = Job(config)
            self._jobs[config.digest] = job
            self.start()
            self._hand_out()
            return job

    def place_in_line(self, job: Job) -> int:
        """1 for the next to be trained, 0 for one that does not wait."""
        with self._lock:
            waiting = [one for one in self._jobs.values() if one.state is State.WAITING]
            return waiting.index(job) + 1 if job in waiting else 0

    def stop(self, job: Job) -> None:
        """End it early, with the frames so far if it trains."""
        with self._lock:
            if job.state is State.WAITING:
                self._end(job, State.STOPPED)
            elif job.state is State.TRAINING:
                self._tell("stop", job)

    def result(self, config: Config) -> Result | None:
        """The whole run of this config if it has been made, else None."""
        with self._lock:
            if config in self._results:
                self._results.move_to_end(config)
                return self._results[config]
        result = self.store.get(config)
        if result is not None:
            self._remember(result)
        return result

    def close(self) -> None:
        """End the worker and all jobs."""
        with self._lock:
            self._closed = True
            process = self._process
        if process:
            process.terminate()
            process.wait(10)

    # The thread that listens to the worker.

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        try:
            while True:
                message, payload = receive(process.stdout)
                self._take(message, payload)
        except EOFError:
            pass
        except Exception:
            _log.exception("What the training process says cannot be understood.")
        finally:
            process.kill()  # if it lives, it can no longer be understood
            process.wait()
            self._worker_gone(process)

    def _take(self, message: dict[str, Any], payload: bytes) -> None:
        with self._lock:
            if message["kind"] == "ready":
                self._ready = True
                self._hand_out()
                return
            job = self._jobs.get(message["job"])
        if job is None:
            return
        if message["kind"] == "progress":
            job.step = message["step"]
        elif message["kind"] == "failed":
            self._end(job, State.FAILED, why=message["why"])
        else:
            self._keep(job, payload)

    def _keep(self, job: Job, record: bytes) -> None:
        result = Result.load(io.BytesIO(record))
        job.result = result
        job.step = int(result.steps_K[-1])
        if not result.stopped:
            self._remember(result)
            try:
                self.store.put(job.config, record)
            except OSError as error:
                _log.warning("A finished run could not be stored: %s", error)
        self._end(job, State.STOPPED if result.stopped else State.FINISHED)

    def _worker_gone(self, process: subprocess.Popen[bytes]) -> None:
        """What was in its hands is lost; what waits goes to a new one, unless this never worked."""
        with self._lock:
            why = (
                "The training process ended unexpectedly, perhaps for want of memory. "
                "Press Train to try again."
            )
            lost = [job for job in self._jobs.values() if job.state is State.TRAINING]
            if self._closed:
                why, lost = "The server was stopped.", list(self._jobs.values())
            elif not self._ready:
                why = "The training process could not start; the server's log says why."
                lost = list(self._jobs.values())
            self._process, self._ready = None, False
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):  # what was not yet sent cannot be
                    if pipe:
                        pipe.close()
            for job in lost:
                self._end(job, State.FAILED, why=why)
            if self._jobs and not self._closed:
                self.start()

    # With the lock held.

    def _hand_out(self) -> None:
        """Give the worker the oldest waiting jobs, as many as may train at once."""
        if not (self._ready and self._process and self._process.stdin):
            return
        training = sum(job.state is State.TRAINING for job in self._jobs.values())
        waiting = [job for job in self._jobs.values() if job.state is State.WAITING]
        for job in waiting[: max(0, TRAINING_AT_ONCE - training)]:
            job.state = State.TRAINING
            self._tell("train", job, config=job.config.to_json())

    def _tell(self, kind: str, job: Job, config: str = "") -> None:
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):  # it has just died: the listening thread will know
            send(self._process.stdin, kind=kind, job=job.config.digest, config=config)

    def _end(self, job: Job, state: State, why: str = "") -> None:
        with self._lock:
            job.state, job.why = state, why
            self._jobs.pop(job.config.digest, None)
            job.over.set()
            self._hand_out()

    def _remember(self, result: Result) -> None:
        with self._lock:
            self._results[result.config] = result
            self._results.move_to_end(result.config)
            while len(self._results) > REMEMBERED:
                self._results.popitem(last=False)


@functools.cache
def shared_pool() -> Pool:
    """The one pool of this server."""
    pool = Pool(Store(default_folder()))
    atexit.register(pool.close)
    return pool
