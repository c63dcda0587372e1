"""The lab's setting in a session: from the address, from the widgets, and from the browser.

st.session_state["lab-setting"]     the setting
st.session_state["lab-scene"]       the browser's last scene, if the setting is of that scene
st.session_state["lab-problem"]     a sentence about the link, until something is changed
"""

from __future__ import annotations

import streamlit as st

from app.lab.setting import Setting

LINE = "lab"  # the name in the address
FIGURE = "lab-figure"  # the key of the component
SETTING, SCENE, PROBLEM = "lab-setting", "lab-scene", "lab-problem"
REFUSED = (
    "This link describes no lab that there can be ({why}), so the lab opens as it does without one."
)


def current(first: Setting) -> Setting:
    """The setting of this session; at first that of the address, or else `first`."""
    state = st.session_state
    if SETTING not in state:
        state[SETTING] = _of_address() or first
    found: Setting = state[SETTING]
    return found


def put(setting: Setting) -> None:
    """Another setting from the widgets; the browser draws it."""
    st.session_state[SETTING] = setting
    st.session_state.pop(SCENE, None)
    st.session_state.pop(PROBLEM, None)


def take_scene() -> None:
    """The browser has sent its scene: it is the setting now, unless it is no scene of a lab."""
    state = st.session_state
    scene = state[FIGURE].get("scene")
    if not scene:
        return
    try:
        put(state[SETTING].moved(scene))
        state[SCENE] = scene
    except ValueError:
        state.pop(SCENE, None)


def _of_address() -> Setting | None:
    """What the address asks for; if that cannot be, None and a sentence."""
    line = st.query_params.get(LINE)
    if not line:
        return None
    try:
        return Setting.of_line(line)
    except ValueError as error:
        st.session_state[PROBLEM] = REFUSED.format(why=error)
        return None
