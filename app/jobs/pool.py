"""The pool: the pages' side of the training jobs.

    job = pool.submit(config)     at once; equal configs are one job
    pool.pause(job)               and resume, step, set, stop, reset
    pool.join(job, viewer)        a job that everybody has left is stopped
    job.state, job.step           what it is doing; read it as often as you like
    pool.result(config)           the finished run, from memory or from the store

A few jobs train at the same time, turn by turn, in a worker process; the others wait in line.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from app.jobs.arrays import from_bytes
from app.jobs.changes import Change
from app.jobs.job import Job, State
from app.jobs.memory import give_back
from app.jobs.messages import receive, send
from app.jobs.store import Store
from losses.parameters import Value
from toy_models.config import LossChoice, RunConfig
from toy_models.explanation import Explanation
from toy_models.record import Run

TRAINING_AT_ONCE = 24
WAITING_AT_MOST = 50
JOBS_OF_A_VIEWER = 2  # one is trained, the other waits
GRACE_SECONDS = 20.0  # after which a job that everybody has left is stopped
QUIET_SECONDS = 40.0  # without a job, after which free memory goes back to the system
REMEMBERED = 8  # finished runs in memory, a few megabytes each
PATIENCE_SECONDS = 10.0  # for an explanation
COLD_SECONDS = 60.0  # for one from a worker that has just been started
AWAY = "The trainer is not running, so this sample cannot be explained now."

DIED = "The training process ended unexpectedly, perhaps for want of memory."
ALREADY_TWO = "You have a training under way and another one in line; stop one of them first."
NOT_ALONE = "Others watch this training too; press Reset to have one of your own."
NOT_UNDER_WAY = "Only a training that is under way can be changed."

_log = logging.getLogger(__name__)


class Pool:
    """Jobs, a worker process, and the finished runs."""

    def __init__(self, store: Store) -> None:
        """Nothing is started before `start` or the first job."""
        self.store = store
        self._lock = threading.RLock()
        self._reading = threading.Lock()  # the store
        self._jobs: OrderedDict[str, Job] = OrderedDict()  # waiting and training, oldest first
        self._results: OrderedDict[RunConfig, Run] = OrderedDict()
        self._questions: dict[str, Future[Any]] = {}  # by number, until they are answered
        self._asked = 0
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

    @property
    def worker_pid(self) -> int | None:
        """The number of the worker's process, once it is ready."""
        with self._lock:
            return self._process.pid if self._process and self._ready else None

    def submit(self, config: RunConfig, viewer: str = "", *, fresh: bool = False) -> Job:
        """Have it trained; a job with the same config that is not over is that job.

        Args:
            config: what to train.
            viewer: who will watch it, if anybody.
            fresh: a new job, even if there is one with the same config.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them.
        """
        with self._lock:
            for job in self._jobs.values():
                if not fresh and job.shared and job.config == config:
                    self.join(job, viewer)
                    return job
            if viewer and self._count(viewer) >= JOBS_OF_A_VIEWER:
                raise ValueError(ALREADY_TWO)
            if len(self._jobs) >= TRAINING_AT_ONCE + WAITING_AT_MOST:
                raise ValueError(
                    f"{WAITING_AT_MOST} trainings are waiting already; try again in a minute."
                )
            job = Job(config)
            self._jobs[job.id] = job
            self.join(job, viewer)
            self.start()
            self._hand_out()
            return job

    def place_in_line(self, job: Job) -> int:
        """1 for the next to be trained, 0 for one that does not wait."""
        with self._lock:
            waiting = [one for one in self._jobs.values() if one.state is State.WAITING]
            return waiting.index(job) + 1 if job in waiting else 0

    def stop(self, job: Job, viewer: str = "") -> None:
        """End it early, with the frames so far if it trains.

        If others than `viewer` watch it, it goes on for them, and this viewer leaves it.
        """
        with self._lock:
            if viewer and job.viewers - {viewer}:
                self.leave(viewer, job)
                return
            job.shared, job.stopping = False, True
            if job.state is State.WAITING:
                self._end(job, State.STOPPED)
            elif job.state.under_way:
                self._tell("stop", job)

    def reset(self, job: Job, viewer: str = "") -> Job:
        """The same config from its initial weights; this job ends unless others watch it.

        Raises:
            ValueError: too many jobs are waiting, or this viewer has enough of them.
        """
        with self._lock:
            if not job.state.over:
                self.stop(job, viewer)
            job.viewers.discard(viewer)
            return self.submit(job.config, viewer, fresh=True)

    # Control of a job under way.  With a viewer named, only of one that nobody else watches.

    def pause(self, job: Job, viewer: str = "") -> None:
        """No more steps.  Raises ValueError if others watch it."""
        self._control(job, viewer, "pause", State.PAUSED)

    def resume(self, job: Job, viewer: str = "") -> None:
        """Train on.  Raises ValueError if others watch it."""
        self._control(job, viewer, "resume", State.TRAINING)

    def step(self, job: Job, viewer: str = "") -> None:
        """One step of the optimiser, then a pause.  Raises ValueError if others watch it."""
        self._control(job, viewer, "step", State.PAUSED)

    def set(
        self, job: Job, name: str, value: Value, *, loss: int | None = None, viewer: str = ""
    ) -> None:
        """Another value from the next step on; `job.changes` tells when it came to be.

        Args:
            job: one under way.
            name: "learning_rate", or a parameter of a loss.
            value: the new one.
            loss: which loss of the config; None for all that have such a parameter.
            viewer: who asks.

        Raises:
            ValueError: the value is out of range, there is no such thing to change, the job is
                not under way, or others watch it.
        """
        with self._lock:
            self._check_control(job, viewer)
            if not job.state.under_way:
                raise ValueError(NOT_UNDER_WAY)
            stored, losses = job.settings.set(name, value, loss)
            job.shared = False
            self._tell("set", job, name=name, value=stored, losses=losses)

    # Who watches.

    def join(self, job: Job, viewer: str) -> None:
        """This viewer watches the job; saying so again changes nothing."""
        with self._lock:
            if viewer and viewer not in job.viewers and not job.state.over:
                job.viewers.add(viewer)
                self._hand_out()

    def leave(self, viewer: str, job: Job | None = None) -> None:
        """This viewer has gone from the job, or from all of them."""
        with self._lock:
            for one in [job] if job else list(self._jobs.values()):
                if viewer not in one.viewers:
                    continue
                one.viewers.remove(viewer)
                if one.viewers or one.state.over:
                    continue
                one.departures += 1
                _later(GRACE_SECONDS, self._abandon, one, one.departures)

    def _abandon(self, job: Job, departures: int) -> None:
        with self._lock:
            if not (job.viewers or job.state.over or self._closed) and (
                job.departures == departures
            ):
                self.stop(job)

    def result(self, config: RunConfig) -> Run | None:
        """The whole run of this config if it has been made, else None."""
        if (known := self._remembered(config)) is not None:
            return known
        with self._reading:  # a class that comes all at once reads the file once
            if (known := self._remembered(config)) is not None:
                return known
            result = self.store.get(config)
            if result is not None:
                self._remember(result)
            return result

    def result_of(self, digest: str) -> Run | None:
        """The whole run whose config has this digest, if it has been made.  Raises ValueError."""
        with self._lock:
            for config, known in self._results.items():
                if config.digest == digest:
                    return known
        result = self.store.find(digest)
        if result is not None:
            self._remember(result)
        return result

    def explain(
        self,
        choice: LossChoice,
        cos_C: Sequence[float],
        label: int,
        norm: float,
        *,
        timeout: float | None = None,
    ) -> Explanation:
        """What a loss makes of one sample; the worker answers between two turns of training.

        Raises:
            ValueError: it cannot be explained, or the worker has gone or needs more than
                `timeout` seconds; without one, PATIENCE_SECONDS, or COLD_SECONDS to warm up.
        """
        question = {
            "loss": choice.name,
            "parameters": choice.parameters,
            "cos": [float(cos) for cos in cos_C],
            "label": int(label),
            "norm": float(norm),
        }
        told: Explanation = self._ask("explain", timeout, question=question)
        return told

    def so_far(self, job: Job, *, timeout: float | None = None) -> Run:
        """The record of a job under way up to its present step; the job itself goes on as it was.

        Raises:
            ValueError: it is not under way, or the worker needs too long, as for `explain`.
        """
        record: Run = self._ask("record", timeout, of=job.id)
        return record

    def _ask(self, kind: str, timeout: float | None, **more: Any) -> Any:
        """The worker's answer to a question."""
        answer: Future[Any] = Future()
        with self._lock:
            self.start()
            if self._closed or self._process is None or self._process.stdin is None:
                raise ValueError(AWAY)
            patience = PATIENCE_SECONDS if self._ready else COLD_SECONDS
            self._asked += 1
            number = f"question {self._asked}"
            self._questions[number] = answer
            with contextlib.suppress(OSError):  # it has just died: the listening thread will know
                send(self._process.stdin, kind=kind, job=number, **more)
        patience = patience if timeout is None else timeout
        try:
            return answer.result(patience)
        except TimeoutError:
            raise ValueError(
                f"The trainer is busy and did not answer within {patience:g} seconds; try again."
            ) from None
        finally:
            with self._lock:
                self._questions.pop(number, None)

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
            question = self._questions.pop(message["job"], None)
        if question is not None:
            if message["kind"] == "explained":
                question.set_result(Explanation.from_json(message["explanation"]))
            elif message["kind"] == "recorded":
                question.set_result(Run.load(io.BytesIO(payload)))
            else:
                question.set_exception(ValueError(message["why"]))
            return
        if job is None:
            return
        if message["kind"] == "opened":
            job.live.open(Run.load(io.BytesIO(payload)))
        elif message["kind"] == "progress":
            self._note_progress(job, message, payload)
        elif message["kind"] == "failed":
            self._end(job, State.FAILED, why=message["why"])
        else:
            self._keep(job, payload)

    def _note_progress(self, job: Job, message: dict[str, Any], payload: bytes) -> None:
        job.progress(message["step"])
        job.changes += [Change(*change) for change in message["changes"]]
        if message["steps"]:
            job.live.add(message["steps"], from_bytes(message["layout"], payload))
        elif message["changes"]:
            job.live.touch()

    def _keep(self, job: Job, record: bytes) -> None:
        result = Run.load(io.BytesIO(record))
        job.result = result
        job.step = int(result.steps_K[-1])
        if not result.stopped and not job.changes:  # else it is not what its config says
            self._remember(result)
            try:
                self.store.put(job.config, record)
            except OSError as error:
                _log.warning("A finished run could not be stored: %s", error)
        self._end(job, State.STOPPED if result.stopped else State.FINISHED)

    def _worker_gone(self, process: subprocess.Popen[bytes]) -> None:
        """What was in its hands is lost; what waits goes to a new one, unless this never worked."""
        with self._lock:
            why = f"{DIED} Press Train to try again."
            taken = [job for job in self._jobs.values() if job.state.under_way]
            for job in taken:
                job.deaths += 1
            lost = [job for job in taken if job.deaths > 1 and not job.stopping]
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
            for job in taken:
                if job.stopping:
                    self._end(job, State.STOPPED)
                elif not job.state.over:
                    job.begin_again(f"{DIED} This run began again from its first step.")
            for question in self._questions.values():
                question.set_exception(ValueError(AWAY))
            self._questions.clear()
            if self._jobs and not self._closed:
                self.start()

    # With the lock held.

    def _hand_out(self) -> None:
        """Give the worker the oldest waiting jobs, as many as may train at once."""
        if not (self._ready and self._process and self._process.stdin):
            return
        under_way = [job for job in self._jobs.values() if job.state.under_way]
        busy = set().union(*(job.viewers for job in under_way))
        free = TRAINING_AT_ONCE - len(under_way)
        for job in self._jobs.values():
            # Who has one under way waits for it; a job without viewers waits for nobody.
            if free <= 0 or job.state is not State.WAITING or (job.viewers and job.viewers <= busy):
                continue
            job.state = State.TRAINING
            busy |= job.viewers
            free -= 1
            self._tell("train", job, config=job.config.to_json())
            job.live.touch()

    def _count(self, viewer: str) -> int:
        return sum(viewer in job.viewers for job in self._jobs.values())

    def _check_control(self, job: Job, viewer: str) -> None:
        if viewer and job.viewers - {viewer}:
            raise ValueError(NOT_ALONE)

    def _control(self, job: Job, viewer: str, kind: str, state: State) -> None:
        with self._lock:
            self._check_control(job, viewer)
            if not job.state.under_way or (kind != "step" and job.state is state):
                return
            job.shared = False
            job.state = state
            job.pace = 0.0
            self._tell(kind, job)
            job.live.touch()

    def _tell(self, kind: str, job: Job, **more: Any) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):  # it has just died: the listening thread will know
            send(self._process.stdin, kind=kind, job=job.id, **more)

    def _end(self, job: Job, state: State, why: str = "") -> None:
        with self._lock:
            job.state, job.why = state, why
            self._jobs.pop(job.id, None)
            job.over.set()
            job.live.touch()
            self._hand_out()
            if not self._jobs:
                _later(QUIET_SECONDS, self._rest)

    def _rest(self) -> None:
        """Nothing has been trained for a while, and the pages of those who left are forgotten."""
        with self._lock:
            if self._jobs or self._closed:
                return
        give_back()

    def _remembered(self, config: RunConfig) -> Run | None:
        with self._lock:
            if config in self._results:
                self._results.move_to_end(config)
            return self._results.get(config)

    def _remember(self, result: Run) -> None:
        with self._lock:
            self._results[result.config] = result
            self._results.move_to_end(result.config)
            while len(self._results) > REMEMBERED:
                self._results.popitem(last=False)


def _later(seconds: float, work: Callable[..., None], *arguments: Any) -> None:
    timer = threading.Timer(seconds, work, arguments)
    timer.daemon = True
    timer.start()
