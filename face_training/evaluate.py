"""Measure a run or a bundle:  python -m face_training.evaluate RUN_OR_BUNDLE [--set key=value ...]

    python -m face_training.evaluate runs/casia
    python -m face_training.evaluate runs/casia --set name=lfw protocol=bin path=lfw.bin
    torchrun --nproc-per-node 8 -m face_training.evaluate runs/casia --device cuda

Without `--set` the evaluation sets of the run's recipe are used.  Each `--set` is one table of
key=value words, where a value is TOML or else text.  `--out` writes ROC, CMC and the angles as
figures and CSV.  For a run, the evaluations made during training are summarised too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from face_training.commands import ending
from face_training.evaluation import figures
from face_training.evaluation.interval import over_run
from face_training.evaluation.measuring import outcomes_of
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.protocols import measure_named
from face_training.evaluation.sets import open_sets
from face_training.key_value import table_of
from face_training.loading import load_network
from face_training.names import readable
from face_training.ranks import joined

LAST = 5  # evaluations that the mean is of


def as_text(outcomes: Mapping[str, Outcome]) -> str:
    """The measures and the notes of each set, as lines."""
    lines = []
    for name, outcome in outcomes.items():
        lines.append(name)
        width = max(map(len, outcome.measures))
        lines += [f"  {key:<{width}}  {value:.5f}" for key, value in outcome.measures.items()]
        lines += [f"  {note}" for note in outcome.notes]
    return "\n".join(lines)


def history(metrics: Iterable[Mapping[str, Any]], last: int) -> str:
    """Last, best and mean of the last few values of each measure that was taken during training."""
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
        if (better := measure_named(key).better) != "neither":
            found = over_run(steps, values, last=last, low_is_good=better == "lower")
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
    with ending(), joined(chosen.device) as ranks:
        loaded = load_network(chosen.path, str(ranks.device))
        tables: Sequence[Mapping[str, Any]] = [table_of(words) for words in chosen.sets]
        if not tables and loaded.run:
            tables = loaded.run.config.evaluation
        if not tables:
            raise ValueError("There is no evaluation set; name one with --set.")
        outcomes = outcomes_of(loaded.network, open_sets(tables), workers=chosen.workers)
        if ranks.rank == 0:
            print(as_text(outcomes))
            if loaded.run and (past := history(loaded.run.metrics(), chosen.last)):
                print(past)
            if chosen.out:
                for file in figures.write(outcomes, chosen.out):
                    print(readable(file))


if __name__ == "__main__":
    main()
