"""File names that say what is in them: data, losses, seed, and which config it was."""

from __future__ import annotations

import re

from toy_models.record import Run

LOSSES_NAMED = 3  # more make a name too long for a slide's margin
DIGITS = 8  # of the config's digest


def stem(result: Run) -> str:
    """The part that all files of a run share: "digits_softmax+sv-softmax_seed-0_34c681b2"."""
    names = [_plain(choice.name) for choice in result.config.losses]
    losses = "+".join(names) if len(names) <= LOSSES_NAMED else f"{len(names)}-losses"
    config = result.config
    return f"{_plain(config.data.kind)}_{losses}_seed-{config.seed}_{config.digest[:DIGITS]}"


def _plain(text: str) -> str:
    """Letters, digits and hyphens, which every file system and every header takes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
