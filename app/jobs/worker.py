"""The worker: a process of its own that trains, a short turn for each job.

Started by the pool as `python -m app.jobs.worker`.  It is niced and keeps to one thread, so
that the server answers while it trains, and it warms up before it says that it is ready.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from queue import Queue
from typing import Any, BinaryIO

import numpy as np
import torch

from app.jobs.memory import give_back
from app.jobs.messages import receive, send
from app.jobs.running import Running, turn_of
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Digits
from toy_models.explanation import explain
from toy_models.gentle import gentle
from toy_models.record import Array, Run
from toy_models.training import Diverged, Training

NICENESS = 10
Message = dict[str, Any]


class Worker:
    """The jobs of one process."""

    def __init__(self, inbox: Queue[Message | None], out: BinaryIO) -> None:
        """Obey the messages of `inbox` until None comes; report to `out`."""
        self._inbox = inbox
        self._out = out
        self._running: dict[str, Running] = {}
        self._grown = False  # since memory was last given back

    def serve(self) -> None:
        """Train what is asked for until the pool goes away."""
        while self._attend():
            for job in list(self._running):
                if not self._attend():
                    return
                if job in self._running:
                    self._turn(job)

    def _attend(self) -> bool:
        """Obey what has come, between any two turns.  False if the pool has gone."""
        # With nothing to train, sleep until there is a message.
        while self._idle or not self._inbox.empty():
            if self._grown and not self._running and self._inbox.empty():
                self._grown = False
                give_back()
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
        self._running[job] = Running(Training(config))
        send(self._out, _record(self._running[job].opening()), kind="opened", job=job)

    def _control(self, job: str, message: Message) -> None:
        """Obey between two steps of this job."""
        running, kind = self._running[job], message["kind"]
        if kind == "stop":
            self._finish(job)
            return
        if kind == "pause":
            running.pause()
        elif kind == "resume":
            running.resume()
        elif kind == "step":
            running.request_step()
        elif kind == "set":
            running.set(message["name"], message["value"], message["losses"])
        self._tell_news(job)

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
        """At once; a question that has no answer gets a sentence."""
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
        seconds = turn_of(sum(not one.idle for one in self._running.values()))
        self._guarded(job, lambda: running.take_turn(seconds))
        if job not in self._running:
            return
        if running.done:
            self._finish(job)
        elif running.training.step > before:
            self._tell_news(job)

    def _tell_news(self, job: str) -> None:
        message, arrays = self._running[job].news()
        send(self._out, arrays, kind="progress", job=job, **message)

    def _finish(self, job: str) -> None:
        self._running[job].look()
        self._tell_news(job)  # the last frames, for whoever watches
        running = self._running.pop(job)
        send(self._out, _record(running.result()), kind="finished", job=job)

    def _guarded(self, job: str, work: Callable[[], None]) -> None:
        """Do it; what goes wrong ends this job alone, with a sentence."""
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


def warm_up() -> None:
    """Make the first steps where nobody waits: torch and scikit-learn load much on first use."""
    training = Training(
        RunConfig(data=Digits(), losses=(gentle("sv_softmax"),), steps=2, recorded=10)
    )
    training.advance()
    training.frame()


def listen(stream: BinaryIO, inbox: Queue[Message | None]) -> None:
    """Put every message into the inbox, and None when the pool has gone."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            inbox.put(receive(stream)[0])
    inbox.put(None)


def main() -> None:
    """Serve the pool over standard input and output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    torch.set_num_threads(1)
    # Whatever a library prints must not come between the messages: it goes to standard error.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inbox: Queue[Message | None] = Queue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    warm_up()
    with contextlib.suppress(OSError):  # the pool may go first
        send(out, kind="ready")
        Worker(inbox, out).serve()


if __name__ == "__main__":
    main()
