"""Attempts of the challenges over five seeds: trained by a command, stored, and judged.

What is stored is what a run is measured by.  The verdicts are made of it anew, so a goal that is
changed is judged without training.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from app.challenges.attempt import Attempt, measured
from app.challenges.challenge import Challenge
from app.challenges.judge import Standing, judge, refused
from toy_models.config import RunConfig
from toy_models.record import Run

STORED = Path(__file__).with_name("checked.json")
MORE_SEEDS = 4  # beside the challenge's own
#: Wrong ways that solve it with another seed than the reader's, which no reader can choose.
WITH_LUCK = {
    ("equal-softmax", "t warm-up", 1),
    ("equal-softmax", "t warm-up", 4),
    ("stuck", "steps", 4),
    ("let-it-start", "learning rate", 3),
}
NOTHING, WAY = "nothing", "way"  # names of attempts; the others are those of the wrong ways


def attempts(challenge: Challenge) -> dict[str, RunConfig]:
    """Doing nothing, the intended way, and the wrong ways, by name."""
    return {NOTHING: challenge.config, WAY: challenge.way, **challenge.wrong}


def with_seed(challenge: Challenge, seed: int) -> Challenge:
    """The same challenge with another seed; an attempt that changes the seed has the next one."""

    def seeded(config: RunConfig) -> RunConfig:
        return replace(config, seed=config.seed - challenge.config.seed + seed)

    return replace(
        challenge,
        config=seeded(challenge.config),
        way=seeded(challenge.way),
        wrong={name: seeded(config) for name, config in challenge.wrong.items()},
    )


def over_seeds(challenge: Challenge) -> list[Challenge]:
    """The challenge with its own seed and the next ones."""
    first = challenge.config.seed
    return [with_seed(challenge, first + more) for more in range(1 + MORE_SEEDS)]


def cases(challenge: Challenge) -> Iterator[tuple[Challenge, str, RunConfig]]:
    """What is judged: with every seed each attempt, its name, and its config."""
    for seeded in over_seeds(challenge):
        for name, config in attempts(seeded).items():
            yield seeded, name, config


def check(
    challenge: Challenge,
    train: Callable[[RunConfig], Run],
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Train all cases; what is stored of them, by the attempt's name.

    What is refused whatever it leads to is not trained, and has no measures.  Only the end of a
    run is measured, so few steps are recorded.
    """
    found: dict[str, Any] = {}
    for seeded, name, config in cases(challenge):
        unfair = refused(seeded, config)
        measures = {} if unfair else measured(train(replace(config, kept=2)))
        found.setdefault(name, []).append({"digest": config.digest, "measures": measures})
        progress(f"{challenge.slug}, {name}, seed {config.seed}: {measures}")
    return found


def holds(challenge: Challenge, name: str, attempt: Attempt) -> bool:
    """Whether it comes out as it should: nothing falls short, the way solves, the others do not.

    The others do so in the four cases WITH_LUCK.
    """
    if name == NOTHING:
        return challenge.missing(attempt) != ""
    solves = name == WAY or (challenge.slug, name, challenge.config.seed) in WITH_LUCK
    return (judge(challenge, attempt).standing is Standing.SOLVED) == solves


@cache
def stored() -> Mapping[str, Any]:
    """What the command has stored, by slug."""
    found: Mapping[str, Any] = json.loads(STORED.read_text())
    return found


def checked(challenge: Challenge) -> Iterator[tuple[Challenge, str, Attempt]]:
    """Each stored case: the challenge with its seed, the attempt's name, and the attempt.

    Raises:
        KeyError: nothing is stored of it.
        ValueError: what is stored is of another config.
    """
    for seeded, name, config in cases(challenge):
        kept = stored()[challenge.slug][name][seeded.config.seed - challenge.config.seed]
        if kept["digest"] != config.digest:
            raise ValueError(f"The stored {name!r} of {challenge.slug!r} is of another run.")
        yield seeded, name, Attempt(config=config, measures=kept["measures"])
