"""The lab on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from app.lab.message import message
from app.lab.setting import Setting

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
    _lab(data=message(setting, classes, dimension, told), key=key, default={"told": None},
         on_told_change=on_told)  # fmt: skip
