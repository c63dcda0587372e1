"""The losses of Table 1 on faces of 112 x 112, each at its own best s and m."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evidence.idle_options import refuse_idle
from face_training.commands import ending
from face_training.comparison.experiment import EXPERIMENTS, Experiment, quick
from face_training.comparison.results import FOLDER, report, store_of
from face_training.comparison.training import Trainer

NEEDS = {"device": ("run", "quick"), "processes": ("run",)}


def main(
    arguments: Sequence[str] | None = None,
    experiments: Sequence[Experiment] = EXPERIMENTS,
    folder: Path = FOLDER,
) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m face_training.comparison", description=(__doc__ or "").strip()
    )
    names = [experiment.name for experiment in experiments]
    training = parser.add_mutually_exclusive_group()
    training.add_argument("--run", action="store_true", help="train what is not stored yet")
    parser.add_argument("--processes", type=int, help="how many train at once")
    parser.add_argument("--device", choices=("cpu", "cuda"), help="cpu is the default")
    parser.add_argument("--only", choices=names, help="one of the data sets")
    training.add_argument("--quick", action="store_true", help="a few steps; nothing is stored")
    chosen = parser.parse_args(arguments)
    wanted = [one for one in experiments if chosen.only in (None, one.name)]
    with ending(status=2):
        refuse_idle(chosen, NEEDS)
    device = chosen.device or "cpu"
    with ending():
        if chosen.quick:
            with tempfile.TemporaryDirectory() as temporary:
                small = [quick(experiment) for experiment in wanted]
                _run(small, Path(temporary), device)
                print(report(small, Path(temporary)))
            return
        if chosen.run:
            processes = 1 if chosen.processes is None else chosen.processes
            _run(wanted, folder, device, processes)
        print(report(wanted, folder))


def _run(experiments: Sequence[Experiment], folder: Path, device: str, processes: int = 1) -> None:
    for experiment in experiments:
        store = store_of(experiment, folder, device)
        train = Trainer(experiment, device)
        experiment.plan.run(store, train, processes=processes, progress=_say)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
