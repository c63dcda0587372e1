"""What the answers to the questionnaire say: `python -m lessons.evaluation FILES`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evidence.idle_options import refuse_idle
from lessons.evaluation.answers import read_answers
from lessons.evaluation.report import report
from lessons.evaluation.simulated import simulated


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m lessons.evaluation", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="CSV files from the questionnaire")
    parser.add_argument(
        "--simulated", type=int, metavar="PEOPLE",
        help="two simulated classes of so many: abilities rise by 1 in one, by .3 in the other",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, help="of the simulated classes; 0 by default")
    options = parser.parse_args(arguments)
    if bool(options.files) == (options.simulated is not None):
        parser.error("Name the files of answers, or --simulated with a number of people.")
    if options.simulated is not None and not 3 <= options.simulated <= 10_000:
        parser.error(f"--simulated takes 3 to 10,000 people, not {options.simulated}.")
    try:
        refuse_idle(options, {"seed": ("simulated",)})
    except ValueError as error:
        parser.error(str(error))
    try:
        if options.files:
            collected = read_answers(options.files)
            answers = collected.answers
            print(*(f"{sentence}\n" for sentence in collected.left_out), sep="\n", end="")
        else:
            people, seed = options.simulated, options.seed or 0
            answers = simulated(people, 1.0, seed)
            answers += simulated(people, 0.3, seed + 1, "lecture")
    except ValueError as error:
        sys.exit(str(error))
    print(report(answers))


if __name__ == "__main__":
    main()
