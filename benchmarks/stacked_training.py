"""Six losses trained together, beside the same six trained one after another.

L: losses.

Only training steps are timed, not the loading of data nor the recording.  Both sides make the
same steps, so their final weights must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.harness.timing import Clock, Times, clock_of, take_turns
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs, DataConfig, Digits
from toy_models.training import Training

SIX = (
    LossChoice.of("norm_softmax", scale=16.0),
    LossChoice.of("am_softmax", scale=16.0, margin=0.2),
    LossChoice.of("arc_softmax", scale=16.0, margin=0.3),
    LossChoice.of("sv_softmax", scale=16.0, t=1.1),
    LossChoice.of("sv_am_softmax", scale=16.0, margin=0.2, t=1.1),
    LossChoice.of("f_softmax", scale=16.0, gamma=2.0),
)
DATA: tuple[DataConfig, ...] = (Blobs(), Digits())
STEPS = 10  # of one side's turn


def advance(trainings: Sequence[Training]) -> None:
    """Some steps of each training, one training after another."""
    for training in trainings:
        for _ in range(STEPS):
            training.advance()


def race(config: RunConfig, rounds: int, clock: Clock) -> tuple[Times, float]:
    """The times of both sides, and the greatest difference between their final weights."""
    together = Training(config)
    alone = [Training(replace(config, losses=(loss,)), together.dataset) for loss in config.losses]
    times = take_turns(
        {"together": lambda: advance([together]), "alone": lambda: advance(alone)}, rounds, clock
    )
    difference = max(
        (weight_L[index] - own_1[0]).abs().max().item()
        for index, training in enumerate(alone)
        for weight_L, own_1 in zip(together.parameters(), training.parameters(), strict=True)
    )
    return times, difference


def report(options: Options, *, sources: Sequence[DataConfig] = DATA) -> Iterator[str]:
    """One row for each data set."""
    rounds = 5 if options.quick else 40
    rows = []
    for data in sources:
        config = RunConfig(data=data, losses=SIX, batch=128)
        times, difference = race(config, rounds, clock_of("cpu", options.threads))
        rows.append(
            (
                data.kind,
                f"{1000 * times.typical('together') / STEPS:.2f}",
                f"{1000 * times.typical('alone') / STEPS:.2f}",
                f"{times.ratio('alone', 'together'):.2f} x",
                f"{difference:.1g} after {STEPS * (rounds + 1)} steps",
            )
        )
    head = ("data", "together, ms", "one by one, ms", "faster", "greatest difference of weights")
    yield f"A step of {len(SIX)} losses, MLP, batch 128, on the CPU\n" + table(head, rows)
