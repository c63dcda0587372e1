"""What it costs that many trainings move at once: the length of a turn against the speed of all.

Twenty jobs of six losses in one process, as the worker has them, turn by turn: the steps that all
make in a second, and how often the picture of one has something new.  Short turns cost because the
processor's caches are cold at each of them, and because there is more to tell.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace

from app.jobs.messages import send
from app.jobs.running import TURN_SECONDS, Running, turn_of
from benchmarks.setting import Setting
from benchmarks.table import table
from toy_models.gentle import FIRST_RUN
from toy_models.training import Training

JOBS, ROUNDS = 20, 5
TURNS = (2 * TURN_SECONDS, TURN_SECONDS, TURN_SECONDS / 2, turn_of(JOBS), 0.0125)
SECONDS = 2 * JOBS * TURN_SECONDS  # of one measurement


def steps_a_second(jobs: list[Running], turn: float) -> float:
    """Of all jobs together, with turns of so many seconds, told after each of them."""
    begun, before = time.process_time(), sum(job.training.step for job in jobs)
    while time.process_time() - begun < SECONDS:
        for job in jobs:
            job.take_turn(turn)
            message, payload = job.news()
            send(io.BytesIO(), payload, kind="progress", job="", **message)
    made = sum(job.training.step for job in jobs) - before
    return made / (time.process_time() - begun)


def report(setting: Setting) -> Iterator[str]:
    """Speed by the length of a turn, as a ratio to the longest."""
    count, rounds = (4, 1) if setting.quick else (JOBS, ROUNDS)
    config = replace(FIRST_RUN, steps=12_000, kept=192)  # as often as the page keeps
    jobs = [Running(Training(replace(config, seed=seed))) for seed in range(count)]
    speeds: dict[float, list[float]] = {turn: [] for turn in TURNS}
    for _ in range(rounds):
        for turn in TURNS:
            speeds[turn].append(steps_a_second(jobs, turn))
            for job in jobs:
                job.frames[1:] = []
    longest = speeds[TURNS[0]]
    rows = []
    for turn, made in speeds.items():
        ratio = sorted(one / other for one, other in zip(made, longest, strict=True))[rounds // 2]
        rows.append(
            (
                f"{1000 * turn:.0f} ms" + (" (as here)" if turn == turn_of(count) else ""),
                f"{count * turn:.2f}",
                f"{sorted(made)[rounds // 2]:.0f}",
                f"{ratio:.2f}",
            )
        )
    yield table((f"a turn, {count} jobs", "seconds for all", "steps/s of all", "ratio"), rows)
