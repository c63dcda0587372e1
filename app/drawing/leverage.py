"""The leverage dial on a Streamlit page: whether guidance can act on a sample.

    leverage_dial(LossChoice.of("sv_softmax"), cos_C, label, names, colour, key="dial")

In JavaScript the same drawing is `LeverageDial` of `browser/leverage/dial.js`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app.drawing.component import script
from app.drawing.described import described
from app.drawing.files import file_text, file_url
from toy_models.config import LossChoice

_dial = st.components.v2.component(
    "margins_and_mining_leverage",
    html='<div class="leverage-place"></div>',
    css=file_text("drawing/browser/drawing.css"),
    js=script("LeverageOnPage", "leverage-place"),
)


def leverage_dial(
    choice: LossChoice,
    cos_C: Sequence[float],
    label: int,
    names: Sequence[str],
    colour: str,
    *,
    key: str,
) -> None:
    """Show what a loss's guidance does to a sample.

    Args:
        choice: the loss, one whose slots the browser has (`app.drawing.described.SHOWN`).
        cos_C: the sample's cosine to the weight of every class.
        label: its class.
        names: of the classes.
        colour: of the loss, #rrggbb.
        key: of the component.

    Raises:
        ValueError: the browser lacks a part of this loss, or there are fewer than two classes.
    """
    _dial(data=dial_data(choice, cos_C, label, names, colour), key=key)


def dial_data(
    choice: LossChoice, cos_C: Sequence[float], label: int, names: Sequence[str], colour: str
) -> dict[str, Any]:
    """What the browser is given.  Arguments and errors as `leverage_dial`."""
    if len(cos_C) < 2 or not 0 <= label < len(cos_C) or len(names) != len(cos_C):
        raise ValueError(f"Class {label} of {len(cos_C)} classes with {len(names)} names.")
    return {
        "script": file_url("drawing/browser/leverage/on_page.js"),
        "loss": described(choice),
        "cosines": [float(cos) for cos in cos_C],
        "label": int(label),
        "names": list(names),
        "colour": colour,
    }
