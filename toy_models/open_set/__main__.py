"""The losses of the paper's Table 1 on toy faces, each at its own best s and m.

python -m toy_models.open_set            print the stored result
python -m toy_models.open_set --run      train what is missing, about an hour of one core; it goes
                                         on where it stopped
"""

from __future__ import annotations

import argparse
import sys

from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import RUNS, settings, stored_measures, text


def main(arguments: list[str]) -> int:
    """The command line.  Returns the exit status: 2 for what cannot be done, with one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m toy_models.open_set", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--run", action="store_true", help="train what is missing")
    parser.add_argument("--processes", type=int, default=1, help="how many train at once")
    experiment = Experiment()
    try:
        chosen = parser.parse_args(arguments)
        if chosen.run:
            from toy_models.open_set.running import run, store_of

            store = store_of(experiment, RUNS)
            run(experiment, store, processes=chosen.processes, progress=_report)
        print(f"{text(stored_measures())}\n\n{settings()}")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
