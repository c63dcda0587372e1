"""What the stored runs of the open-set experiment say.  Needs no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evidence.best_setting import Search, Setting, means, search, words
from evidence.ladders import ladders_of
from evidence.measures import Measures
from evidence.report import RANKED_AT, claims, table
from evidence.run_store import stored_rows
from evidence.table_1 import ROWS, Row
from losses.catalogue import LOSSES
from toy_models.open_set.experiment import Experiment, OpenSetRun, Tuned

FOLDER = Path(__file__).parents[1] / "results"
RUNS = FOLDER / "open_set.jsonl"
#: The result of the experiment before: one s for all losses, five seeds, shorter trainings.
BEFORE = FOLDER / "open_set.json"
COMMAND = "python -m toy_models.open_set --run"


def state(experiment: Experiment, runs: Sequence[OpenSetRun], row: Row) -> Search:
    """Where the search for the best setting of a loss stands."""
    found = (
        (run.setting, run.seed, run.tar[RANKED_AT])
        for run in runs
        if (run.loss, run.steps) == (row.loss, experiment.steps)
    )
    return search(ladders_of(row), means(found, experiment.tuning_seeds))


def wanted(
    experiment: Experiment, runs: Sequence[OpenSetRun], rows: Sequence[Row] = ROWS
) -> list[Tuned]:
    """What the searches of all losses want to know next; nothing when they are over."""
    return [Tuned(row, setting) for row in rows for setting in state(experiment, runs, row).wanted]


def best(
    experiment: Experiment, runs: Sequence[OpenSetRun], rows: Sequence[Row] = ROWS
) -> list[Tuned]:
    """Each loss at its best setting, of those whose search is over."""
    found = [(row, state(experiment, runs, row).best) for row in rows]
    return [Tuned(row, setting) for row, setting in found if setting is not None]


def judged(
    experiment: Experiment, runs: Sequence[OpenSetRun], rows: Sequence[Row] = ROWS
) -> dict[str, list[Measures]]:
    """The measures of each loss at its best setting, in the order of the seeds.

    Raises:
        ValueError: a run is missing; the sentence says which, and how many are.
    """
    of = {run.run: run for run in runs}
    measures: dict[str, list[Measures]] = {}
    missing = []
    chosen = {one.row.loss: one for one in best(experiment, runs, rows)}
    for row in rows:
        one = chosen.get(row.loss)
        if one is None:
            missing.append(f"the choice of {LOSSES[row.loss].title}'s setting")
            continue
        for seed in experiment.seeds:
            run = of.get((row.loss, one.setting, seed, experiment.steps))
            if run is None:
                missing.append(f"{one.name} with seed {seed}")
            else:
                found = Measures(tar=run.tar, eer=run.eer, accuracy=run.accuracy)
                measures.setdefault(row.loss, []).append(found)
    if missing:
        raise ValueError(
            f"{RUNS.name} is not complete, {len(missing)} are missing: {missing[0]} is the first; "
            f"`{COMMAND}` goes on."
        )
    return measures


def stored_measures(runs: Path = RUNS, before: Path = BEFORE) -> dict[str, list[Measures]]:
    """The stored result: of the runs if they are complete, else that of the experiment before.

    Raises:
        ValueError: there is neither, or it cannot be read.
    """
    if runs.exists():
        try:
            return judged(Experiment(), stored_rows(runs, OpenSetRun, COMMAND))
        except ValueError:
            if not before.exists():
                raise
    return _measures_before(before)


def _measures_before(file: Path) -> dict[str, list[Measures]]:
    try:
        plain = json.loads(file.read_text())
        return {
            loss: [Measures.from_json(seed) for seed in seeds]
            for loss, seeds in plain["measures"].items()
        }
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(
            f"No readable open-set result in {file.name}: {error}. `{COMMAND}` makes one."
        ) from None


def text(measures: Mapping[str, Sequence[Measures]]) -> str:
    """The result beside the paper's Table 1, as Markdown."""
    return f"{table(measures)}\n\n{claims(measures)}"


def settings_table(
    experiment: Experiment, runs: Sequence[OpenSetRun], rows: Sequence[Row] = ROWS
) -> str:
    """Which setting each loss chose, and what going on does to it, as Markdown."""
    lines = [
        "| loss | best s / s_A and m | at the end of its range | tried | diverged | TAR at "
        f"{_steps(experiment)} steps, tuning seeds |",
        "|---|---|---|---|---|---|",
    ]
    ends: dict[int, list[float]] = {experiment.steps: [], experiment.longer: []}
    for row in rows:
        where = state(experiment, runs, row)
        mine = [run for run in runs if run.loss == row.loss]
        tried = {run.setting for run in mine if run.steps == experiment.steps}
        curve = _curve(experiment, mine, where.best)
        for steps, values in ends.items():
            values += [curve[steps]] if steps in curve else []
        chosen = words(ladders_of(row), where.best) if where.best else "still searching"
        tars = ", ".join(f"{tar:.3f}" for tar in curve.values())
        lines.append(
            f"| {LOSSES[row.loss].title} | {chosen} | {', '.join(where.at_the_end)} | {len(tried)} "
            f"| {sum(run.diverged for run in mine)} | {tars} |"
        )
    parts = ["\n".join(lines)]
    short, long = ends.values()
    if len(short) == len(long) == len(rows):
        from scipy.stats import spearmanr

        parts.append(
            f"After {experiment.longer} steps instead of {experiment.steps} the order of the "
            f"losses is the same with a rank correlation of {spearmanr(short, long)[0]:.2f}, and "
            f"TAR changes by {np.abs(np.subtract(long, short)).max():.3f} at most."
        )
    return "\n\n".join(parts)


def _steps(experiment: Experiment) -> str:
    return f"{experiment.steps} / {experiment.longer}"


def _curve(
    experiment: Experiment, runs: Sequence[OpenSetRun], setting: Setting | None
) -> dict[int, float]:
    """Mean TAR over the tuning seeds by steps, where all of them are there."""
    found = {}
    for steps in (experiment.steps, experiment.longer):
        at = [
            run.tar[RANKED_AT]
            for run in runs
            if run.setting == setting and run.steps == steps and run.seed in experiment.tuning_seeds
        ]
        if len(at) == len(experiment.tuning_seeds):
            found[steps] = float(np.mean(at))
    return found
