"""Print the sentences of the starting points; with --run, train them all again first."""

from __future__ import annotations

import argparse
import json
import sys

from app.starting_points.checked import SEEDS, STORED, check, sentence_of, stored_measures
from app.starting_points.table import STARTING_POINTS


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="app.starting_points", description=__doc__)
    parser.add_argument("--run", action="store_true", help="train with five seeds, and store")
    if parser.parse_args(arguments).run:
        import torch

        torch.set_num_threads(1)
        found = {
            point.slug: check(point, progress=lambda line: print(line, file=sys.stderr))
            for point in STARTING_POINTS
        }
        STORED.write_text(json.dumps(found, indent=1) + "\n")
    for point in STARTING_POINTS:
        holds = "" if point.holds(*stored_measures(point)) else "  (DOES NOT HOLD)"
        print(f"{point.title} ({len(SEEDS)} seeds){holds}\n    {sentence_of(point)}")


if __name__ == "__main__":
    main(sys.argv[1:])
