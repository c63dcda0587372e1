"""Measure a run or a bundle:  python -m face_training.evaluate RUN_OR_BUNDLE [--set key=value ...]

    python -m face_training.evaluate runs/casia
    python -m face_training.evaluate runs/casia --set name=lfw protocol=bin path=lfw.bin
    torchrun --nproc-per-node 8 -m face_training.evaluate runs/casia --device cuda

Without a set it takes those of the run's recipe.  Each `--set` is one table of key=value, where a
value is TOML or else taken as text.  `--out` writes ROC, CMC and the angles as figures and CSV.
For a run, the evaluations that it made while it trained are summarised too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from face_training.evaluation import figures
from face_training.evaluation.interval import over_run
from face_training.evaluation.outcome import EvaluationSet, Outcome
from face_training.evaluation.sets import open_set
from face_training.evaluation.tables import value_of
from face_training.loading import Opened, opened
from face_training.ranks import joined

LAST = 5


def sets_of(tables: Iterable[Mapping[str, Any]]) -> list[EvaluationSet]:
    """The sets of some tables.

    Raises:
        ValueError: a table is not right, or two have one name.
    """
    sets = [open_set(**table) for table in tables]
    names = [one.name for one in sets]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"Two evaluation sets are called {twice[0]!r}.")
    return sets


def outcomes_of(
    found: Opened, sets: Iterable[EvaluationSet], *, workers: int = 0
) -> dict[str, Outcome]:
    """The outcome of each set by its name."""
    return {one.name: one.evaluate(found.network, workers=workers) for one in sets}


def table_of(words: Sequence[str]) -> dict[str, Any]:
    """`key=value` words as a table.

    Raises:
        ValueError: a word is not of this form.
    """
    table: dict[str, Any] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key:
            raise ValueError(f"{word!r} is not of the form key=value.")
        place = table
        *folders, last = key.split(".")
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value_of(text)
    return table


def printed(outcomes: Mapping[str, Outcome]) -> str:
    """The measures of each set, and what belongs beside them."""
    lines = []
    for name, outcome in outcomes.items():
        lines.append(name)
        width = max(map(len, outcome.measures))
        lines += [f"  {key:<{width}}  {value:.5f}" for key, value in outcome.measures.items()]
        lines += [f"  {note}" for note in outcome.notes]
    return "\n".join(lines)


def history(metrics: Iterable[Mapping[str, Any]], last: int) -> str:
    """Last, best and mean of the last few of each measure that the run took as it trained."""
    taken: dict[tuple[str, str], tuple[list[int], list[float]]] = {}
    for line in metrics:
        if line.get("kind") == "evaluation":
            for key, value in line.items():
                if isinstance(value, float):
                    steps, values = taken.setdefault((str(line["set"]), key), ([], []))
                    steps.append(int(line["step"]))
                    values.append(value)
    lines = []
    for (name, key), (steps, values) in taken.items():
        if key.startswith(("accuracy", "tar_", "vr_", "rank_", "dir_", "tpir_", "eer")):
            found = over_run(steps, values, last=last, low_is_good=key == "eer")
            lines.append(
                f"  {name} {key}: last {found.last:.5f}, mean of the last {found.last_count} "
                f"{found.mean_of_last:.5f}, best of {found.count} {found.best:.5f} "
                f"(step {found.best_step:,})"
            )
    if not lines:
        return ""
    head = "While it trained (the best is chosen on the test set, so it flatters):"
    return "\n".join([head, *lines])


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.evaluate",
        description="Measure a run or a bundle on evaluation sets.",
    )
    parser.add_argument("path", type=Path, help="a run directory, or an exported bundle")
    parser.add_argument(
        "--set", action="append", nargs="+", default=[], metavar="key=value", dest="sets"
    )
    parser.add_argument("--out", type=Path, help="a folder for figures and CSV")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--workers", type=int, default=0, help="processes that read images")
    parser.add_argument(
        "--last", type=int, default=LAST, help="how many the mean of the last is of"
    )
    chosen = parser.parse_args(arguments)
    try:
        with joined(chosen.device) as ranks:
            found = opened(chosen.path, str(ranks.device))
            tables: Iterable[Mapping[str, Any]] = map(table_of, chosen.sets)
            if not chosen.sets and found.run:
                tables = found.run.config.evaluation
            sets = sets_of(tables)
            if not sets:
                raise ValueError("There is no evaluation set; name one with --set.")
            outcomes = outcomes_of(found, sets, workers=chosen.workers)
            if ranks.rank == 0:
                print(printed(outcomes))
                if found.run and (past := history(found.run.metrics(), chosen.last)):
                    print(past)
                if chosen.out:
                    for file in figures.write(outcomes, chosen.out):
                        print(file)
    except (OSError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
