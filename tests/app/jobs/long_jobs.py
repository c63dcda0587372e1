"""Jobs that last for minutes, and processes in the place of the worker's."""

from __future__ import annotations

import os
import subprocess
from typing import Any

import numpy as np

from app.jobs import Job
from app.jobs.messages import send
from app.scene.wire import unpack
from tests.app.runs import small_config
from tests.patience import SECONDS
from toy_models.config import RunConfig

AT_ONCE = 3  # instead of 24, so that a line forms with few jobs


def long_config(seed: int, **changes: object) -> RunConfig:
    """One that trains for minutes, unless it is stopped."""
    return small_config(seed, **{"steps": 100_000, **changes})


class Processes:
    """Starts a command in place of the worker's, and keeps what it started."""

    def __init__(self, *command: str) -> None:
        self.command = command
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        self.started.append(subprocess.Popen(self.command, stdin=pipe, stdout=pipe))
        return self.started[-1]


class Puppet:
    """In the place of the worker's process: it says what a test wants, and notes what it hears."""

    def __init__(self) -> None:
        out, into = os.pipe()
        self.stdout, self._into = os.fdopen(out, "rb"), os.fdopen(into, "wb")
        self.stdin = self
        self.heard: list[dict[str, Any]] = []
        self.pid = 0

    def say(self, arrays: dict[str, np.ndarray] | None = None, **message: Any) -> None:
        send(self._into, arrays, **message)

    def write(self, message: bytes) -> None:
        self.heard.append(unpack(message)[0])

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def terminate(self) -> None:
        self._into.close()

    kill = terminate

    def wait(self, seconds: float = 0) -> None:
        pass


def over(job: Job) -> Job:
    assert job.ended.wait(SECONDS), f"{job.state} at step {job.step}"
    return job
