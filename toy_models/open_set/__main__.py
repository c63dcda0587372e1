"""The losses of the paper's Table 1 on toy faces, each at its own best s and m.

python -m toy_models.open_set            print the stored result
python -m toy_models.open_set --run      train what is missing, about an hour of one core; it goes
                                         on where it stopped
"""

from __future__ import annotations

import argparse
import sys

from evidence.idle_options import refuse_idle
from toy_models.open_set.experiment import Experiment
from toy_models.open_set.results import RUNS, settings, stored_measures, text


def main(arguments: list[str]) -> int:
    """The command line.  Returns the exit status: 2 for what cannot be done, with one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m toy_models.open_set", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--run", action="store_true", help="train what is missing")
    parser.add_argument("--processes", type=int, help="how many train at once")
    experiment = Experiment()
    try:
        chosen = parser.parse_args(arguments)
        refuse_idle(chosen, {"processes": ("run",)})
        if chosen.run:
            from toy_models.open_set.running import run, store_of

            store = store_of(experiment, RUNS)
            processes = 1 if chosen.processes is None else chosen.processes
            run(experiment, store, processes=processes, progress=_report)
        print(f"{text(stored_measures())}\n\n{settings()}")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
