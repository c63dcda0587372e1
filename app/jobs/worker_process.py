"""The process of the worker: `python -m app.jobs.worker_process`, started by the pool.

It is niced and keeps to one thread, so that the server answers while it trains, and it warms up
before it says that it is ready.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
from collections.abc import Callable
from queue import Queue
from typing import BinaryIO

import torch

from app.jobs.messages import receive, send
from app.jobs.worker import Message, Worker
from toy_models.config import RunConfig
from toy_models.data import Digits
from toy_models.gentle import gentle
from toy_models.training import Training

NICENESS = 10


def warm_up() -> None:
    """Make the first steps while nobody waits: torch and scikit-learn load much on first use."""
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


def main(warm_up: Callable[[], None] = warm_up) -> None:
    """Serve the pool over standard input and output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    torch.set_num_threads(1)
    # What a library prints must not come between the messages: it goes to standard error.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inbox: Queue[Message | None] = Queue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    warm_up()
    gc.collect()
    gc.freeze()  # what torch has loaded need not be looked through after each job
    with contextlib.suppress(OSError):  # the pool may go first
        send(out, kind="ready")
        Worker(inbox, out).serve()


if __name__ == "__main__":
    main()
