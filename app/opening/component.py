"""The opening on a Streamlit page."""

from __future__ import annotations

import streamlit as st

from app.drawing.component import script
from app.drawing.files import file_text
from app.opening.film import QUESTION
from app.opening.payload import data

KEY = "opening"

_opening = st.components.v2.component(
    "margins_and_mining_opening",
    html=f'<div class="opening"><h1>{QUESTION}</h1></div>',
    css=file_text("opening/browser/opening.css"),
    js=script("Opening", "opening"),
    isolate_styles=False,
)


def opening(asked: str) -> None:
    """Show the story.

    Args:
        asked: the name of the scene to open at; "" for the first.
    """
    _opening(data=data(asked), key=KEY)
