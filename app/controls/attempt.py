"""An action of a button that may be refused; the reason is shown until the next press."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

PROBLEM = "live-problem"


def attempt(action: Callable[[], None]) -> None:
    """Do it; keep the sentence of a ValueError for `show_problem`."""
    st.session_state.pop(PROBLEM, None)
    try:
        action()
    except ValueError as error:
        st.session_state[PROBLEM] = str(error)


def show_problem() -> None:
    """Show why the last attempt failed, if it did."""
    if PROBLEM in st.session_state:
        st.warning(st.session_state[PROBLEM])
