"""The opening: one question, a story that answers it, and three doors."""

from __future__ import annotations

import streamlit as st

from app.opening.component import opening as story
from app.opening.component import refused

#: The page is one picture, and all of it is seen at once.
_STYLE = """<style>
.stMainBlockContainer:has(.opening) { padding: 3.9rem 2rem 0.5rem; max-width: 100rem; }
.stApp[data-embed=true] .stMainBlockContainer:has(.opening) { padding-top: 0.75rem; }
</style>"""


def opening() -> None:
    """The story, from the scene that the address names."""
    st.html(_STYLE)
    asked = st.query_params.get("scene", "")
    why = refused(asked)
    if why:
        st.warning(why)
    story("" if why else asked)
