"""The lab on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from app.figures.palette import LOSS_COLOURS, class_colour, class_symbol
from app.lab.payload import described
from app.lab.routes import FILES_URL
from app.lab.setting import Setting
from toy_models.packing import centres, nearest_angle

#: Strokes of a canvas, so that no two losses differ by colour alone.
DASHES: tuple[list[int], ...] = (
    [],
    [9, 4],
    [2, 4],
    [9, 4, 2, 4],
    [14, 4],
    [14, 4, 2, 4],
    [2, 7],
    [12, 3, 3, 3],
)

_LOADER = """
const labs = new WeakMap();
export default async function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".lab");
  const { Lab } = await import(new URL(data.script, window.location.origin));
  if (!labs.has(root)) labs.set(root, new Lab(root, root));
  labs.get(root).show(data, (told) => setStateValue("told", told));
}
"""

_lab = st.components.v2.component(
    "margins_and_mining_lab",
    html='<div class="lab"></div>',
    css=Path(__file__).with_name("browser").joinpath("lab.css").read_text(),
    js=_LOADER,
    isolate_styles=False,  # the plane looks for the stage on the page
)


def lab(
    setting: Setting,
    *,
    classes: int,
    dimension: int,
    key: str,
    told: str = "",
    on_told: Callable[[], None],
) -> None:
    """Show a setting.

    Args:
        setting: what stands where.
        classes, dimension: what the feasibility meter judges.
        key: of the component; `st.session_state[key]["told"]` is what the browser told last.
        told: that of it which the setting has in it already; the browser keeps its own then.
        on_told: called when the reader has moved something.
    """
    _lab(data=payload(setting, classes, dimension, told), key=key, default={"told": None},
         on_told_change=on_told)  # fmt: skip


def payload(setting: Setting, classes: int, dimension: int, told: str = "") -> dict[str, Any]:
    """All that the browser needs."""
    weights = range(len(setting.weights_C))
    centres_KD = centres(classes, dimension)
    return {
        "script": f"{FILES_URL}/lab.js",
        "setting": told or setting.line(),
        "scene": {
            "sample": setting.sample,
            "label": setting.label,
            "weights": list(setting.weights_C),
        },
        "losses": [described(choice) for choice in setting.losses],
        "focus": setting.focus,
        "colours": list(LOSS_COLOURS),
        "dashes": [list(dash) for dash in DASHES],
        "classColours": [class_colour(k) for k in weights],
        "classNames": [str(k) for k in weights],
        "symbols": [class_symbol(k) for k in weights],
        "arrangement": {
            "words": f"{classes} classes in {dimension}-D",
            "nearest": nearest_angle(centres_KD),
            "cosines": (centres_KD @ centres_KD.T).clip(-1, 1).tolist(),
        },
    }
