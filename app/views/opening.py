"""The opening: one question, a story that answers it, and the ways on."""

from __future__ import annotations

import streamlit as st

from app.opening.component import opening as story
from app.opening.payload import refused
from app.presenter.show import presenting

#: The page is one picture, and all of it is seen at once.
_STYLE = """<style>
.stMainBlockContainer:has(.opening) { padding: 3.9rem 2rem 0.5rem; max-width: 100rem; }
/* Embedded in another page it is the picture and its player alone. */
.streamlit-embedded:has(.opening) [data-testid=stHeader],
.streamlit-embedded .opening .doors { display: none; }
.streamlit-embedded .stMainBlockContainer:has(.opening) { padding: 0.5rem 1rem 0; }
@media (max-width: 640px) { .stMainBlockContainer:has(.opening) { padding: 3.5rem 1rem 2rem; } }
</style>"""


def opening() -> None:
    """The story, from the scene that the address names."""
    st.html(_STYLE)
    if presenting():  # the story has the room of the doors
        st.html("<style>.opening .doors { display: none; }</style>")
    asked = st.query_params.get("scene", "")
    why = refused(asked)
    if why:
        st.warning(why)
    story("" if why else asked)
