"""Many trainings in one worker: the speed of all of them, by the length of a turn.

Twenty jobs of six losses take turns in one process, as in the worker: the steps that all make in a
second, and how often each job has news.  Short turns cost time because the processor's caches are
cold at each of them, and because there is more news to send.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_high

from app.jobs.messages import send
from app.jobs.running import TURN_SECONDS, Running, turn_of
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from toy_models.first_run import FIRST_RUN, SIX_LOSSES
from toy_models.training import Training

JOBS, ROUNDS = 20, 5
TURNS = (2 * TURN_SECONDS, TURN_SECONDS, TURN_SECONDS / 2, turn_of(JOBS), 0.0125)
SECONDS = 2 * JOBS * TURN_SECONDS  # of one measurement


def steps_a_second(jobs: list[Running], turn: float, seconds: float) -> float:
    """Steps of all jobs together, with turns of `turn` seconds and news sent after each."""
    begun, before = time.process_time(), sum(job.training.step for job in jobs)
    while time.process_time() - begun < seconds:
        for job in jobs:
            job.take_turn(turn)
            message, arrays = job.news()
            send(io.BytesIO(), arrays, kind="progress", job="", **message)
    made = sum(job.training.step for job in jobs) - before
    return made / (time.process_time() - begun)


def report(
    options: Options, *, turns: Sequence[float] = TURNS, seconds: float = SECONDS
) -> Iterator[str]:
    """Speed by the length of a turn, as a ratio to the longest."""
    count, rounds = (4, 1) if options.quick else (JOBS, ROUNDS)
    config = replace(
        FIRST_RUN, losses=SIX_LOSSES, steps=12_000, kept=192
    )  # as often as the page keeps
    jobs = [Running(Training(replace(config, seed=seed))) for seed in range(count)]
    speeds: dict[float, list[float]] = {turn: [] for turn in turns}
    for _ in range(rounds):
        for turn in turns:
            speeds[turn].append(steps_a_second(jobs, turn, seconds))
    longest = speeds[turns[0]]
    rows = []
    for turn, made in speeds.items():
        ratio = median_high(a / b for a, b in zip(made, longest, strict=True))
        rows.append(
            (
                f"{1000 * turn:.0f} ms" + (" (as here)" if turn == turn_of(count) else ""),
                f"{count * turn:.2f}",
                f"{median_high(made):.0f}",
                f"{ratio:.2f}",
            )
        )
    yield table((f"a turn, {count} jobs", "seconds for all", "steps/s of all", "ratio"), rows)
