"""Steps of training per second, for one loss and for six at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import Clock, clock_of, take_turns
from benchmarks.stacked_training import SIX, STEPS, advance
from toy_models.config import RunConfig
from toy_models.data import Digits, Mnist
from toy_models.training import Training

CASES = (
    RunConfig(data=Digits(), losses=SIX),
    RunConfig(data=Digits(), losses=SIX, network="cnn", hidden=(16, 32)),
    RunConfig(data=Mnist(), losses=SIX, network="cnn", hidden=(16, 32)),
)


def paces(config: RunConfig, rounds: int, clock: Clock) -> tuple[float, float]:
    """Steps per second of the first loss of a config alone, and of all its losses at once."""
    all_of_them = Training(config)
    first = Training(replace(config, losses=config.losses[:1]), all_of_them.dataset)
    times = take_turns(
        {"one": lambda: advance([first]), "all": lambda: advance([all_of_them])}, rounds, clock
    )
    return STEPS / times.typical("one"), STEPS / times.typical("all")


def report(options: Options, *, cases: Sequence[RunConfig] = CASES) -> Iterator[str]:
    """One row for each data set and network."""
    rounds = 2 if options.quick else 15
    clock = clock_of("cpu", options.threads)
    rows = [
        (
            config.data.kind,
            config.network,
            *(f"{pace:.0f}" for pace in paces(config, rounds, clock)),
        )
        for config in cases
    ]
    head = ("data", "network", "one loss", f"{len(SIX)} losses")
    yield "Steps per second, batch 128, on the CPU\n" + table(head, rows)
