"""Print the sentences of the starting points; with --run, train them again first."""

from __future__ import annotations

import argparse
import json
import sys

from app.starting_points.checked import SEEDS, STORED, check, sentence_of, stored, stored_measures
from app.starting_points.table import STARTING_POINTS


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="app.starting_points", description=__doc__)
    parser.add_argument(
        "--run", action="store_true", help="train with five seeds, and store the numbers"
    )
    slugs = [point.slug for point in STARTING_POINTS]
    parser.add_argument("only", nargs="*", help=f"of {', '.join(slugs)}; all if none is named")
    options = parser.parse_args(arguments)
    if strange := set(options.only) - set(slugs):
        parser.error(f"no starting point is called {sorted(strange)[0]!r}")
    if options.run:
        import torch

        torch.set_num_threads(1)
        again = set(options.only or slugs)
        found = {
            point.slug: check(point, progress=lambda line: print(line, file=sys.stderr))
            if point.slug in again
            else stored()[point.slug]
            for point in STARTING_POINTS
        }
        STORED.write_text(json.dumps(found, indent=1) + "\n")
        stored.cache_clear()
    for point in STARTING_POINTS:
        if options.only and point.slug not in options.only:
            continue
        holds = "" if point.holds(*stored_measures(point)) else "  (DOES NOT HOLD)"
        print(f"{point.title} ({len(SEEDS)} seeds){holds}\n    {sentence_of(point)}")


if __name__ == "__main__":
    main(sys.argv[1:])
