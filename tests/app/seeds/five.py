"""Five small runs that differ in their seed alone."""

from __future__ import annotations

import functools

from app.seeds.outcome import Outcome, outcome
from tests.app.runs import PLAIN, SV, run_of, small_config
from toy_models.config import RunConfig
from toy_models.record import Run


def config(seed: int = 0, **changes: object) -> RunConfig:
    return small_config(seed, (PLAIN, SV), **changes)


@functools.cache
def five(**changes: object) -> tuple[Run, ...]:
    return tuple(run_of(config(seed, **changes)) for seed in range(5))


def outcomes(**changes: object) -> list[Outcome]:
    return [outcome(run) for run in five(**changes)]
