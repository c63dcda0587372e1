"""Values that the page gives its widgets, kept until all widgets are drawn with them.

A run of the page may be interrupted after half of the widgets.  The browser then sends the old
values of the others with the next run, and the settings of two runs would be mixed.  A dialog runs
without the widgets of the page, so what it gives them waits in the same way.

st.session_state["put"]    the values that wait, by the key of the widget
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from app.controls.control import Values

PUT = "put"


def put_values(values: Values) -> None:
    """Give widgets these values; call it before they are drawn, or in a callback or a dialog."""
    state = st.session_state
    state[PUT] = {**state.get(PUT, {}), **values}
    state.update(values)


def value_of(key: str) -> Any:
    """What the widget with this key holds, or will hold when it is drawn."""
    return st.session_state.get(PUT, {}).get(key, st.session_state[key])


@contextmanager
def all_widgets() -> Iterator[None]:
    """Draw all widgets of the page within this: what waited is in them then."""
    state = st.session_state
    state.update(state.get(PUT, {}))  # this run may have begun with the browser's values
    yield
    state.pop(PUT, None)
