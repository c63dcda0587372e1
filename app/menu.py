"""The menu of the pages: on a phone it closes when a page is chosen."""

from __future__ import annotations

import streamlit as st

from app.drawing.files import file_text

_menu = st.components.v2.component(
    "margins_and_mining_menu", html="<div></div>", js=file_text("drawing/browser/menu.js")
)


def close_when_chosen() -> None:
    """On every page, at its end: it draws nothing."""
    _menu(key="menu", height="content")
