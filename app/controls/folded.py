"""Controls that are folded away; what they hold stands in the label."""

from __future__ import annotations

import json

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def folded(label: str, key: str, icon: str) -> DeltaGenerator:
    """A place that opens by a click; call `say_what_is_folded` after its controls are drawn."""
    return st.expander(label, icon=icon, key=f"folded-{key}")


def say_what_is_folded(key: str, words: str) -> None:
    """Add to the label what the controls hold.

    The words come by a style sheet.  An expander with another label would be another element: it
    would close, and take the control away that the reader is moving.
    """
    content = json.dumps(words, ensure_ascii=False).replace("<", "\\3c ")
    st.html(f"<style>.st-key-folded-{key} summary p::after {{ content: {content}; }}</style>")
