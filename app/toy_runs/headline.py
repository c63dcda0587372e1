"""What a run shows, in one sentence: the heading of its page."""

from __future__ import annotations

from losses.catalogue import spec_and_values
from toy_models.config import LossChoice, RunConfig
from toy_models.data import DATA_SETS

SPACE = {2: "on a circle", 3: "on a sphere"}
NAMED_AT_MOST = 3
NUMBERS = {4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def headline(config: RunConfig | None) -> str:
    """The sentence for a config; for runs side by side, None."""
    if config is None:
        return "Runs side by side: the same data, with other settings"
    where = SPACE.get(config.embedding, f"in {config.embedding} dimensions")
    noise = f", {config.label_noise:.0%} wrong labels" if config.label_noise else ""
    made = f"{_losses(config.losses)} {'makes' if len(config.losses) == 1 else 'make'} of them"
    return f"The same {_things(config)}{noise}: what {made} {where}"


def _losses(choices: tuple[LossChoice, ...]) -> str:
    titles = [spec_and_values(choice.name, dict(choice.parameters))[0].title for choice in choices]
    if len(titles) > NAMED_AT_MOST:
        return f"{NUMBERS[len(titles)]} losses"
    *first, last = titles
    return f"{', '.join(first)} and {last}" if first else last


def _things(config: RunConfig) -> str:
    things = {"digits": "digits", "mnist": "digits", "faces": "faces", "families": "faces"}
    return things.get(config.data.kind, "points" if config.data.kind in DATA_SETS else "samples")
