"""The lab on a Streamlit page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.drawing.component import script
from app.drawing.files import file_text
from app.lab.message import message
from app.lab.setting import Setting

_lab = st.components.v2.component(
    "margins_and_mining_lab",
    html='<div class="lab"></div>',
    css=file_text("lab/browser/lab.css"),
    js=script("Lab", "lab"),
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
