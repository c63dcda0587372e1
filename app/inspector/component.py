"""The inspector on a Streamlit page, beside a stage."""

from __future__ import annotations

import streamlit as st

from app.drawing.component import script
from app.drawing.files import file_text, file_url

_inspector = st.components.v2.component(
    "margins_and_mining_inspector",
    html='<div class="inspector"></div>',
    css=file_text("drawing/browser/drawing.css") + file_text("inspector/browser/inspector.css"),
    js=script("Inspector", "inspector"),
    isolate_styles=False,  # so that files which leave the app have the same rules
)


def inspector(stage_key: str, key: str = "inspector") -> None:
    """Show the sample that is chosen on a stage; it follows the stage without asking the server.

    Args:
        stage_key: the key of the stage's component.
        key: of this component.
    """
    _inspector(
        data={"script": file_url("inspector/browser/inspector.js"), "stage": stage_key}, key=key
    )
