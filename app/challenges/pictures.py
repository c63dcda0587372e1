"""How the broken runs ended, as small pictures: stored by the command, drawn in any theme.

L: losses, N: samples in the picture, C: classes.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from app.challenges.challenge import Challenge
from app.look.themes import Theme
from app.seeds.outcome import Outcome
from app.seeds.pictures import GAP, SIDE, panel
from toy_models.config import RunConfig

STORED = Path(__file__).with_name("broken.npz")
_ONE = 127  # of int8, in which places from -1 to 1 are stored
_PLACES = ("points_LN2", "weights_LC2")


def picture(challenge: Challenge, theme: Theme, file: Path = STORED) -> str:
    """All panels of the broken run beside one another, as an image of HTML."""
    found = _outcome(challenge.slug, challenge.config, file)
    panels = "".join(
        panel(found, loss, loss * (SIDE + GAP), 0) for loss in range(len(found.titles_L))
    )
    width = len(found.titles_L) * (SIDE + GAP) - GAP
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIDE}" '
        f'color="{theme.ink}">{panels}</svg>'
    )
    drawing = base64.b64encode(svg.encode()).decode()
    words = f"How {' and '.join(found.titles_L)} ended"
    return f'<img class="lesson-picture" alt="{words}" src="data:image/svg+xml;base64,{drawing}">'


def store(outcomes: Mapping[str, Outcome], file: Path = STORED) -> None:
    """Write the ends of broken runs, by slug, beside those that are stored."""
    arrays: dict[str, Any] = {}
    if file.exists():
        with np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    for slug, found in outcomes.items():
        arrays[f"{slug}.digest"] = np.array(found.config.digest)
        arrays[f"{slug}.titles"] = np.array(found.titles_L)
        arrays[f"{slug}.labels_N"] = found.labels_N.astype(np.uint16)
        arrays[f"{slug}.behind_LN"] = found.behind_LN
        for name in _PLACES:
            arrays[f"{slug}.{name}"] = np.round(_ONE * getattr(found, name)).astype(np.int8)
    np.savez_compressed(file, **arrays)


@cache
def _outcome(slug: str, config: RunConfig, file: Path) -> Outcome:
    """The stored end of a broken run.

    Raises:
        KeyError: nothing is stored of it.
        ValueError: what is stored is of another config.
    """
    with np.load(file, allow_pickle=False) as stored:
        kept = {
            name.rpartition(".")[2]: stored[name]
            for name in stored.files
            if name.startswith(f"{slug}.")
        }
    if str(kept["digest"]) != config.digest:
        raise ValueError(f"The stored picture of {slug!r} is of another run.")
    return Outcome(
        config=config,
        titles_L=tuple(map(str, kept["titles"])),
        provenance="",
        measures={},
        strangers=None,
        points_LN2=kept["points_LN2"] / _ONE,
        behind_LN=kept["behind_LN"],
        labels_N=kept["labels_N"],
        weights_LC2=kept["weights_LC2"] / _ONE,
    )
