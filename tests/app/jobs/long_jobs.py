"""Jobs that last for minutes, and processes in the place of the worker's."""

from __future__ import annotations

import subprocess

from app.jobs import Job
from tests.app.runs import small_config
from toy_models.config import RunConfig

SECONDS = 180  # for a niced worker on a busy machine
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


def over(job: Job) -> Job:
    assert job.ended.wait(SECONDS), f"{job.state} at step {job.step}"
    return job
