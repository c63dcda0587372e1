"""A figure that can be touched, as the browser takes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from app.drawing.described import equation
from app.look.classes import COLOURS, SYMBOLS
from app.look.losses import looks, loss_look
from app.look.themes import DARK, LIGHT
from lessons.ask import Ask
from lessons.figure import Live
from losses.catalogue import LOSSES


def message(
    figure: Live,
    *,
    slot: str,
    at: str,
    settings: Mapping[str, str] | None,
    alternative: str,
    file: str,
    large: bool = False,
    island: str = "",
    ask: str = "",
    answer: Sequence[float] | None = None,
    ghost: bool = False,
    quiet: bool = False,
) -> dict[str, Any]:
    """What `app/course/browser/figure.js` shows.

    Args:
        figure: the figure.
        slot: its place, which links name.
        at: the step of the lesson; a figure is set anew when this changes.
        settings: of this step; None leaves the figure as it is.
        alternative: the figure in words.
        file: how names of saved files begin.
        large: words and marks are larger, for a hall.
        island: where the figure is as one file; empty for nowhere.
        ask: the name of a prediction that is drawn in it, if there is one.
        answer: what was drawn.
        ghost: the drawing stays as it is, beside the outcome.
        quiet: its sentence, which may answer a question, is not shown; the alternative is.
    """
    made = {
        "kind": figure.kind,
        "content": dict(figure.content),
        "variables": [asdict(variable) for variable in figure.variables],
        "losses": [equation(choice) for choice in figure.losses],
        "looks": [look.message() for look in looks([choice.name for choice in figure.losses])],
    }
    packed = json.dumps(made, sort_keys=True).encode()
    return made | {
        "made": hashlib.sha256(packed).hexdigest()[:16],
        "says": [list(saying) for saying in figure.says],
        "look": {
            "own": [LIGHT.own, DARK.own],
            "rival": [LIGHT.rival, DARK.rival],
            "losses": {name: [loss_look(name).light, loss_look(name).dark] for name in LOSSES},
            "colours": list(COLOURS),
            "symbols": list(SYMBOLS),
            "large": large,
        },
        "slot": slot,
        "at": at,
        "settings": None if settings is None else dict(settings),
        "ask": _asked(ask, figure.asks[ask]) if ask else None,
        "answer": list(answer) if answer else None,
        "ghost": ghost,
        "quiet": quiet,
        "alternative": alternative,
        "reading": figure.reading,
        "file": file,
        "island": island,
    }


def _asked(name: str, ask: Ask) -> dict[str, Any]:
    """Everything but the outcome, which a reader must not find in the page."""
    return {
        "name": name, "places": list(ask.places), "labels": list(ask.labels), "low": ask.low,
        "high": ask.high, "log": ask.log, "start": ask.start, "unit": ask.unit,
        "digits": ask.digits, "marks": ask.marks,
    }  # fmt: skip
