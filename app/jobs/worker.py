"""The worker trains the jobs, a short turn for each, and answers questions between the turns."""

from __future__ import annotations

from collections.abc import Callable
from queue import Queue
from typing import Any, BinaryIO

import numpy as np

from app.jobs.memory import give_back
from app.jobs.messages import send
from app.jobs.running import Running, turn_of
from toy_models.config import LossChoice, RunConfig
from toy_models.explanation import explain
from toy_models.record import Array, Run
from toy_models.training import Diverged, Training

Message = dict[str, Any]


def begin(config: RunConfig) -> Running:
    """A job at its first step.  Raises ValueError if the data cannot be used."""
    return Running(Training(config))


class Worker:
    """The jobs of one process."""

    def __init__(
        self,
        inbox: Queue[Message | None],
        out: BinaryIO,
        *,
        begin: Callable[[RunConfig], Running] = begin,
        give_back: Callable[[], None] = give_back,
    ) -> None:
        """No job yet.

        Args:
            inbox: messages of the pool; None after the last message.
            out: where the answers go.
            begin: makes a job of a config.
            give_back: gives free memory back to the system.
        """
        self._inbox = inbox
        self._out = out
        self._begin = begin
        self._give_back = give_back
        self._running: dict[str, Running] = {}
        self._grown = False  # since memory was last given back

    def serve(self) -> None:
        """Train until the pool goes away."""
        while self._attend():
            for job in list(self._running):
                if not self._attend():
                    return
                if job in self._running:
                    self._turn(job)

    def _attend(self) -> bool:
        """Obey the messages that have come since the last turn.  False if the pool has gone."""
        # With nothing to train, sleep until there is a message.
        while self._idle or not self._inbox.empty():
            if self._grown and not self._running and self._inbox.empty():
                self._grown = False
                self._give_back()
            message = self._inbox.get()
            if message is None:
                return False
            self._obey(message)
        return True

    @property
    def _idle(self) -> bool:
        return all(running.idle for running in self._running.values())

    def _obey(self, message: Message) -> None:
        job = message["job"]
        if message["kind"] == "train":
            self._guarded(job, lambda: self._start(job, RunConfig.from_json(message["config"])))
        elif message["kind"] == "explain":
            self._answer(job, lambda: self._explain(job, message["question"]))
        elif message["kind"] == "record":
            self._answer(job, lambda: self._record(job, message["of"]))
        elif job in self._running:
            self._guarded(job, lambda: self._control(job, message))

    def _start(self, job: str, config: RunConfig) -> None:
        self._grown = True
        self._running[job] = self._begin(config)
        send(self._out, _record(self._running[job].opening()), kind="opened", job=job)

    def _control(self, job: str, message: Message) -> None:
        """Obey between two steps of this job."""
        running, kind = self._running[job], message["kind"]
        if kind == "stop":
            self._finish(job)
            return
        if kind == "drop":
            del self._running[job]
            return
        if kind == "pause":
            running.pause()
        elif kind == "resume":
            running.resume()
        elif kind == "step":
            running.request_step()
        elif kind == "set":
            try:
                running.set(message["name"], message["value"], message["losses"])
            except ValueError as error:
                send(self._out, kind="refused", job=job, why=str(error))
        self._send_news(job)

    def _explain(self, number: str, asked: Message) -> None:
        parameters = tuple((name, value) for name, value in asked["parameters"])
        choice = LossChoice(asked["loss"], parameters)
        found = explain(choice, asked["cos"], asked["label"], asked["norm"])
        send(self._out, kind="explained", job=number, explanation=found.to_json())

    def _record(self, number: str, job: str) -> None:
        if job not in self._running:
            raise ValueError("This training is not under way.")
        send(self._out, _record(self._running[job].result()), kind="recorded", job=number)

    def _answer(self, number: str, answer: Callable[[], None]) -> None:
        """Answer at once; a question without an answer gets a sentence."""
        try:
            answer()
        except ValueError as error:
            send(self._out, kind="puzzled", job=number, why=str(error))
        except Exception as error:
            why = f"The answer failed unexpectedly: {type(error).__name__}: {error}"
            send(self._out, kind="puzzled", job=number, why=why)

    def _turn(self, job: str) -> None:
        running = self._running[job]
        before = running.training.step
        seconds = turn_of(sum(not running.idle for running in self._running.values()))
        self._guarded(job, lambda: running.take_turn(seconds))
        if job not in self._running:
            return
        if running.done:
            self._finish(job)
        elif running.training.step > before:
            self._send_news(job)

    def _send_news(self, job: str) -> None:
        message, arrays = self._running[job].news()
        send(self._out, arrays, kind="progress", job=job, **message)

    def _finish(self, job: str) -> None:
        self._running[job].look()
        self._send_news(job)  # the last frames, for those who watch
        running = self._running.pop(job)
        send(self._out, _record(running.result()), kind="finished", job=job)
        self._give_back()  # a record is many megabytes

    def _guarded(self, job: str, work: Callable[[], None]) -> None:
        """Do the work; an error ends this job alone, with a sentence."""
        try:
            work()
        except (ValueError, Diverged) as error:
            self._fail(job, str(error))
        except MemoryError:
            self._fail(job, "There is not enough memory for this run; choose less data or classes.")
        except Exception as error:
            self._fail(job, f"The training failed unexpectedly: {type(error).__name__}: {error}")

    def _fail(self, job: str, why: str) -> None:
        self._running.pop(job, None)
        send(self._out, kind="failed", job=job, why=why)


def _record(run: Run) -> dict[str, Array]:
    return {"record": np.frombuffer(run.to_bytes(), np.uint8)}
