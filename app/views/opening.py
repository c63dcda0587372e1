"""The opening: one question, a moving answer, and three doors."""

from __future__ import annotations

import streamlit as st


def opening() -> None:
    """The question and the doors."""
    st.title("Which pictures are of the same person?")
    st.markdown(
        "A network makes a point on a sphere of each picture. Losses decide how far apart people "
        "stand. See what they do:"
    )
