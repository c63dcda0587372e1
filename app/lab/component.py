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
    css=file_text("drawing/browser/drawing.css") + file_text("lab/browser/lab.css"),
    js=script("Lab", "lab"),
    isolate_styles=False,  # the plane looks for the stage on the page
)


def lab(
    setting: Setting,
    *,
    classes: int,
    dimension: int,
    key: str,
    scene: str = "",
    on_scene: Callable[[], None],
) -> None:
    """Show a setting.

    Args:
        setting: of the losses, the sample and the class weights.
        classes, dimension: what the feasibility meter judges.
        key: of the component; `st.session_state[key]["scene"]` is the scene that the browser has
            sent last, as JSON.
        scene: that scene, if the setting is of it: the browser need not draw it again then.
        on_scene: called when the reader has moved something.
    """
    _lab(
        data=message(setting, classes, dimension, scene),
        key=key,
        default={"scene": None},
        on_scene_change=on_scene,
    )
