"""A pool for the tests of pages: no worker, and the runs that a test gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.jobs import Job, Limits, Pool, State, Store
from losses.parameters import Value
from tests.app.runs import flat
from tests.patience import SECONDS
from toy_models.config import RunConfig
from toy_models.explanation import Explanation
from toy_models.first_run import FIRST_RUN
from toy_models.record import Run

AWAY = "The trainer is away."
#: A change of the settings is trained at once, and a worker on a busy machine may answer late.
AT_ONCE = Limits(rest_seconds=0, patience_seconds=SECONDS / 2, cold_seconds=SECONDS / 2)


class Sleeping(Pool):
    """A pool whose worker never starts.

    It notes what it is asked: the configs whose runs are wanted (`asked`), the steps of the jobs
    whose records are wanted (`recorded`), and the commands to a job that it did not refuse.
    """

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        super().__init__(Store(folder, shipped=shipped), AT_ONCE, spawn=None)
        self.asked: list[RunConfig] = []
        self.recorded: list[int] = []
        self.commands: list[Any] = []
        self.record_of: Callable[[Job], Run] | None = None
        self._given: dict[RunConfig, Run] = {}

    def give(self, *runs: Run) -> None:
        """From now on it has these runs."""
        self._given.update({run.config: run for run in runs})

    def end(self, job: Job, state: State, why: str = "", result: Run | None = None) -> None:
        """A job is over, as if the worker had said so."""
        job.state = State.WAITING  # the pool ends such a job without a worker
        self.stop(job)
        job.state, job.why, job.result = state, why, result

    def result(self, config: RunConfig) -> Run | None:
        """A given run, or a run of the store."""
        self.asked.append(config)
        return self._given.get(config) or super().result(config)

    def result_of(self, digest: str) -> Run | None:
        """A given run, or a run of the store."""
        known = (run for config, run in self._given.items() if config.digest == digest)
        return next(known, None) or super().result_of(digest)

    def explain(self, *_: object, **__: object) -> Explanation:
        """Nobody explains."""
        raise ValueError(AWAY)

    def so_far(self, job: Job, *, timeout: float | None = None) -> Run:
        """The record that the test gives for a job."""
        if self.record_of is None:
            raise ValueError(AWAY)
        self.recorded.append(job.step)
        return self.record_of(job)

    def pause(self, job: Job, viewer: str = "") -> None:
        """Note it."""
        super().pause(job, viewer)
        self.commands.append("pause")

    def resume(self, job: Job, viewer: str = "") -> None:
        """Note it."""
        super().resume(job, viewer)
        self.commands.append("resume")

    def step(self, job: Job, viewer: str = "") -> None:
        """Note it."""
        super().step(job, viewer)
        self.commands.append("step")

    def set(
        self, job: Job, name: str, value: Value, *, loss: int | None = None, viewer: str = ""
    ) -> None:
        """Note it."""
        super().set(job, name, value, loss=loss, viewer=viewer)
        self.commands.append((name, value, loss))


def stand_in(config: RunConfig) -> Run:
    """The run of small data with these losses, as if it were the run of this config."""
    return replace(flat(losses=config.losses), config=config)


def give_first(pool: Sleeping) -> None:
    """A stand-in for the shipped run, with which a page opens quickly."""
    pool.give(stand_in(FIRST_RUN))
