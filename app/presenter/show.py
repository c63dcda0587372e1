"""Presenter mode on a Streamlit page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from app.presenter.address import NAME, NAMES_AT_MOST, Wish, wish

BROWSER = Path(__file__).with_name("browser")
LARGE = 1.4  # times the usual size of the words
STATE = "presenting"
BLANK = ("b", ".")  # what a clicker's blank button sends

_keys = st.components.v2.component(
    "margins_and_mining_keys",
    html='<div class="keys"></div>',
    js=(BROWSER / "keys.js").read_text(),
)


def presenting() -> bool:
    """Whether this session is in presenter mode; an address switches it on or off."""
    asked = st.query_params.get("present")
    if asked in ("true", "false"):
        st.session_state[STATE] = asked == "true"
    return bool(st.session_state.get(STATE, False))


def present() -> Wish:
    """Do what the address asks for, on whatever page this is; called before the page's own part."""
    asked = wish(st.query_params.to_dict())
    large = presenting()
    if asked.problem:
        st.warning(asked.problem)
    style = asked.style()
    if large:
        style += f"\nhtml {{ font-size: {100 * LARGE:g}% !important; }}"
    if style:
        st.html(f"<style>{style}</style>")
    return asked


def keys(presses: Mapping[str, str]) -> None:
    """Let keys press buttons: by the key's name, the key of the button's widget.

    In presenter mode b blanks the screen as well, and h lets a click hide a control.  What the
    address alone is to show is unfolded.
    """
    large = presenting()
    heard = _keys(
        data={
            "presses": dict(presses),
            "blank": list(BLANK) if large else [],
            "hiding": large,
            "open": list(wish(st.query_params.to_dict()).only),
        },
        key="keys",
        on_hide_change=lambda: None,
    )
    name = heard.hide
    if isinstance(name, str) and NAME.fullmatch(name):
        names = [one for one in st.query_params.get("hide", "").split(",") if one]
        if name not in names and len(names) < NAMES_AT_MOST:
            st.query_params["hide"] = ",".join([*names, name])
            st.rerun()
