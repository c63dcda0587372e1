"""Controls that are folded away; what they hold stands in the label."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def folded(words: str, key: str, icon: str) -> DeltaGenerator:
    """A place that opens by a click.

    Python knows whether it is open (`on_change`): an expander that does not tell it closes when its
    label changes, and with it the control that the reader is moving.
    """
    return st.expander(words, icon=icon, key=f"folded-{key}", on_change="rerun")
