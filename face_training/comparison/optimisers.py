"""Muon beside SGD on the recipe `smoke`, each at its own best learning rate, over five seeds.

    python -m face_training.comparison.optimisers          print the stored result
    python -m face_training.comparison.optimisers --run    train what is missing, or go on

Both see the same people in the same order and start from the same weights.  The learning rates are
chosen with two seeds and judged with five others, on people that no training has seen.  Muon's rate
is that of the hidden matrices; the rest has the recipe's.

A network of five small convolutions in 300 steps says how the two start, and no more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from evidence.bands import Band
from evidence.best_setting import Ladder, Search, means, search
from evidence.differences import Difference
from evidence.idle_options import refuse_idle
from evidence.in_processes import in_processes
from evidence.run_store import RunStore, stored_rows
from face_training import recipes
from face_training.commands import ending
from face_training.comparison.results import FOLDER
from face_training.comparison.splits import Split, synthetic_split
from face_training.comparison.training import measured
from face_training.config import FaceConfig
from face_training.ranks import Ranks
from face_training.train import train
from face_training.training.model import Model
from losses.divergence import Diverged

COMMAND = "python -m face_training.comparison.optimisers --run"
FILE = "comparison_optimisers.jsonl"
FARS = (1e-2, 1e-3)
RANKED_AT = 1  # the smaller of them
SEEDS, TUNING_SEEDS = tuple(range(5)), (200, 201)
STEPS = 300
#: The key of each optimiser's learning rate, and the values to choose from.
RATES = {
    "sgd": ("learning_rate", Ladder("rate", (0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8), 0.1)),
    "muon": (
        "matrix_learning_rate", Ladder("rate", (0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16), 0.02),
    ),
}  # fmt: skip
Job = tuple[str, float, int]  # optimiser, learning rate, seed


@dataclass(frozen=True, kw_only=True)
class OptimiserRun:
    """What one optimiser reached at one learning rate with one seed; zeros if it diverged."""

    optimiser: str
    rate: float
    seed: int
    tar: tuple[float, ...]  # on people never trained on, one for each false accept rate
    eer: float

    @property
    def run(self) -> Job:
        """What tells this run from all others."""
        return self.optimiser, self.rate, self.seed


def config(job: Job, steps: int = STEPS) -> FaceConfig:
    """The recipe with another optimiser."""
    optimiser, rate, seed = job
    return recipes.read(
        "smoke",
        [
            "evaluation=[]", "training.evaluate_every=0", f"training.seed={seed}",
            f"data.seed={seed}", "data.workers=0", f"schedule.length={steps}",
            f"schedule.warmup={steps // 10}", f"training.log_every={steps}",
            f"probe.every={steps}", f"checkpoints.every={steps}", "training.device=cpu",
            f"optimiser.name={optimiser}", f"optimiser.{RATES[optimiser][0]}={rate}",
        ],
    )  # fmt: skip


def trained(job: Job, split: Callable[[int], Split], steps: int = STEPS) -> OptimiserRun:
    """One training, measured at its end."""
    optimiser, rate, seed = job
    people, found = split(seed), []
    torch.set_num_threads(1)

    def record(step: int, model: Model) -> None:
        if step == steps:
            found.append(measured(model, people, FARS))

    try:
        with tempfile.TemporaryDirectory() as folder:
            train(
                config(job, steps), Ranks(), Path(folder), people.train,
                report=lambda _: None, record=record,
            )  # fmt: skip
    except Diverged:
        return OptimiserRun(optimiser=optimiser, rate=rate, seed=seed, tar=(0.0,) * 2, eer=1.0)
    (end,) = found
    return OptimiserRun(optimiser=optimiser, rate=rate, seed=seed, tar=end.tar, eer=end.eer)


@lru_cache(maxsize=1)
def people_of_smoke(seed: int) -> Split:
    """As many people and images as the recipe has; others for each seed."""
    data = recipes.read("smoke").data
    return synthetic_split(seed, identities=data.identities, images=data.images)


def state(runs: Sequence[OptimiserRun], optimiser: str) -> Search:
    """Where the search for the best learning rate stands."""
    found = (((r.rate,), r.seed, r.tar[RANKED_AT]) for r in runs if r.optimiser == optimiser)
    return search([RATES[optimiser][1]], means(found, TUNING_SEEDS))


def wanted(runs: Sequence[OptimiserRun]) -> list[Job]:
    """The runs to make next; none when all is there."""
    jobs: list[Job] = []
    for optimiser in RATES:
        now = state(runs, optimiser)
        settings, seeds = ((now.best,), SEEDS) if now.best else (now.wanted, TUNING_SEEDS)
        jobs += [(optimiser, rate, seed) for (rate,) in settings for seed in seeds]
    there = {run.run for run in runs}
    # A seed's people are drawn once.
    return sorted((job for job in jobs if job not in there), key=lambda job: job[2])


def run(
    store: RunStore[OptimiserRun],
    make: Callable[[Job], OptimiserRun],
    *,
    processes: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Make what the store lacks, and keep each run as soon as it is there."""
    while jobs := wanted(store.rows):
        for row in in_processes(make, jobs, processes):
            store.add([row])
            progress(f"{row.optimiser} {row.rate:g}, seed {row.seed}: {row.tar[RANKED_AT]:.3f}")


@dataclass(frozen=True)
class Best:
    """An optimiser at its best learning rate: the rate, and a run for each seed."""

    rate: float
    is_last_tried: bool
    runs: list[OptimiserRun]

    def tar(self, at: int = RANKED_AT) -> np.ndarray:
        """TAR at FARS[at], seed by seed."""
        return np.array([run.tar[at] for run in self.runs])


def at_their_best(runs: Sequence[OptimiserRun]) -> dict[str, Best]:
    """Each optimiser at the rate that its tuning seeds chose.

    Raises:
        ValueError: a run is missing.
    """
    if missing := wanted(runs):
        raise ValueError(
            f"The comparison is not complete, {len(missing)} or more are missing; `{COMMAND}` "
            "goes on."
        )
    of = {one.run: one for one in runs}
    found = {}
    for optimiser in RATES:
        now = state(runs, optimiser)
        assert now.best is not None
        (rate,) = now.best
        rows = [of[optimiser, rate, seed] for seed in SEEDS]
        found[optimiser] = Best(rate, bool(now.at_the_end), rows)
    return found


def muon_less_sgd(best: dict[str, Best]) -> Difference:
    """Seed by seed, in TAR at the smaller FAR."""
    return Difference(best["muon"].tar() - best["sgd"].tar())


def report(runs: Sequence[OptimiserRun]) -> str:
    """Both optimisers at their best, and their difference, as Markdown.

    Raises:
        ValueError: as `at_their_best`.
    """
    best = at_their_best(runs)
    lines = [
        "| optimiser | learning rate | TAR at FAR 1e-2 | 1e-3 | EER |",
        "|---|---|---|---|---|",
    ]
    for optimiser, (key, _) in RATES.items():
        one = best[optimiser]
        cells = [Band(one.tar(at)) for at in range(len(FARS))]
        cells.append(Band(np.array([row.eer for row in one.runs])))
        lines.append(f"| {optimiser} | {key} {one.rate:g} | {' | '.join(map(str, cells))} |")
    found = muon_less_sgd(best)
    verdict = {1: "Muon is better", -1: "SGD is better", 0: "we cannot say which is better"}[
        found.sign
    ]
    lines += [
        "",
        f"Muon less SGD, TAR at FAR 1e-3, seed by seed: {found}, higher in {found.up} of "
        f"{len(SEEDS)} seeds: {verdict}.",
    ]
    lines += [
        f"The best rate of {optimiser} is the last that was tried."
        for optimiser, one in best.items()
        if one.is_last_tried
    ]
    return "\n".join(lines)


def stored_numbers() -> dict[str, Any]:
    """The numbers of the stored comparison, for sentences.  Raises ValueError as `report`."""
    best = at_their_best(stored_rows(FOLDER / FILE, OptimiserRun, COMMAND))
    return {"optimisers": {"best": best, "muon_less_sgd": muon_less_sgd(best), "steps": STEPS}}


def store_in(folder: Path) -> RunStore[OptimiserRun]:
    """The runs.  Raises ValueError as `RunStore`."""
    settings: dict[str, Any] = {
        "recipe": "smoke",
        "steps": STEPS,
        "fars": list(FARS),
        "versions": {"torch": torch.__version__.split("+")[0], "numpy": np.__version__},
    }
    return RunStore(folder / FILE, settings, OptimiserRun)


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.comparison.optimisers", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--run", action="store_true", help="train what is not stored yet")
    parser.add_argument("--processes", type=int, help="how many train at once")
    chosen = parser.parse_args(arguments)
    with ending(status=2):
        refuse_idle(chosen, {"processes": ("run",)})
    with ending():
        if chosen.run:
            make = partial(trained, split=people_of_smoke)
            processes = 1 if chosen.processes is None else chosen.processes
            run(store_in(folder), make, processes=processes, progress=_say)
        print(report(stored_rows(folder / FILE, OptimiserRun, COMMAND)))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
