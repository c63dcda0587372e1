"""Print how every stored attempt is judged; with --run, train them again first."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace

from app.challenges.checked import NOTHING, STORED, check, checked, holds, stored
from app.challenges.judge import judge
from app.challenges.pictures import store
from app.challenges.table import BY_SLUG
from app.seeds.outcome import outcome
from toy_models.config import RunConfig
from toy_models.record import Run


def main(arguments: list[str]) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="app.challenges", description=__doc__)
    parser.add_argument("--run", action="store_true", help="train with five seeds, and store")
    parser.add_argument("only", nargs="*", help=f"of {', '.join(BY_SLUG)}; all if none is named")
    options = parser.parse_args(arguments)
    if strange := set(options.only) - set(BY_SLUG):
        parser.error(f"no challenge is called {sorted(strange)[0]!r}")
    if options.run:
        _train_again(options.only or list(BY_SLUG))
    for slug in options.only or BY_SLUG:
        print(f"{BY_SLUG[slug].title} ({slug})")
        for seeded, name, attempt in checked(BY_SLUG[slug]):
            words = seeded.missing(attempt) if name == NOTHING else judge(seeded, attempt).words
            mark = "" if holds(seeded, name, attempt) else "  (DOES NOT HOLD)"
            print(f"  seed {attempt.config.seed} {name}: {words}{mark}")


def _train_again(slugs: list[str]) -> None:
    import torch

    from toy_models.training import train

    torch.set_num_threads(1)
    broken = {}
    known = json.loads(STORED.read_text()) if STORED.exists() else {}

    def trained(config: RunConfig) -> Run:
        run = train(config)
        for slug in slugs:
            if replace(BY_SLUG[slug].config, kept=config.kept) == config:
                broken[slug] = replace(outcome(run), config=BY_SLUG[slug].config)
        return run

    for slug in slugs:
        known[slug] = check(
            BY_SLUG[slug], trained, lambda line: print(line, file=sys.stderr, flush=True)
        )
        STORED.write_text(json.dumps(known) + "\n")
    stored.cache_clear()
    store(broken)


if __name__ == "__main__":
    main(sys.argv[1:])
