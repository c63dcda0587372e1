"""The worker: a process of its own that trains, a short turn for each job.

Started by the pool as `python -m app.jobs.worker`.  It is niced and keeps to one thread, so
that the server answers while it trains, and it warms up before it says that it is ready.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Queue
from typing import BinaryIO

import torch

from app.jobs.messages import receive, send
from toy_models.config import Config
from toy_models.data import Blobs
from toy_models.gentle import gentle
from toy_models.record import Frame
from toy_models.training import Diverged, Training, kept_steps

TURN_SECONDS = 0.1  # how long one job trains before the next has its turn
NICENESS = 10


@dataclass
class Running:
    """A job under way."""

    training: Training
    frames: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Record where it starts."""
        self._kept = set(kept_steps(self.training.config))
        self.frames.append(self.training.frame())

    @property
    def done(self) -> bool:
        """Whether all steps are made."""
        return self.training.step >= self.training.config.steps

    def take_turn(self) -> None:
        """Train for a turn, or to the end.  Raises Diverged."""
        until = time.monotonic() + TURN_SECONDS
        while not self.done and time.monotonic() < until:
            self.training.advance()
            if self.training.step in self._kept:
                self.frames.append(self.training.frame())


class Worker:
    """The jobs of one process."""

    def __init__(self, inbox: Queue[dict[str, str] | None], out: BinaryIO) -> None:
        """Obey the messages of `inbox` until None comes; report to `out`."""
        self._inbox = inbox
        self._out = out
        self._running: dict[str, Running] = {}

    def serve(self) -> None:
        """Train what is asked for until the pool goes away."""
        while True:
            # With nothing to train, sleep until there is a message.
            while not self._running or not self._inbox.empty():
                message = self._inbox.get()
                if message is None:
                    return
                self._obey(message)
            for job in list(self._running):
                self._turn(job)

    def _obey(self, message: dict[str, str]) -> None:
        job = message["job"]
        if message["kind"] == "train":
            self._guarded(job, lambda: self._start(job, Config.from_json(message["config"])))
        elif job in self._running:
            self._finish(job)

    def _start(self, job: str, config: Config) -> None:
        self._running[job] = Running(Training(config))

    def _turn(self, job: str) -> None:
        running = self._running[job]
        self._guarded(job, running.take_turn)
        if job not in self._running:
            return
        if running.done:
            self._finish(job)
        else:
            send(self._out, kind="progress", job=job, step=running.training.step)

    def _finish(self, job: str) -> None:
        running = self._running.pop(job)
        result = running.training.result(running.frames, stopped=not running.done)
        send(self._out, result.to_bytes(), kind="finished", job=job)

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


def warm_up() -> None:
    """Make the first steps here, where nobody waits: torch loads much on first use."""
    training = Training(
        Config(data=Blobs(per_class=10), losses=(gentle("sv_softmax"),), steps=2, recorded=10)
    )
    training.advance()
    training.frame()


def listen(stream: BinaryIO, inbox: Queue[dict[str, str] | None]) -> None:
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
    inbox: Queue[dict[str, str] | None] = Queue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    warm_up()
    with contextlib.suppress(OSError):  # the pool may go first
        send(out, kind="ready")
        Worker(inbox, out).serve()


if __name__ == "__main__":
    main()
