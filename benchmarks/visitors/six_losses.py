"""The link of a run that costs much: six losses in 64 dimensions."""

from __future__ import annotations

from urllib.parse import urlencode

from losses.catalogue import LOSSES
from toy_models.first_run import SIX_LOSSES


def link(seed: int, steps: int) -> str:
    """The query of such a run."""
    losses = [("losses", LOSSES[choice.name].title) for choice in SIX_LOSSES]
    return urlencode([*losses, ("dimension", "64-D"), ("steps", steps), ("seed", seed)])
