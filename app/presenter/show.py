"""Presenter mode on a Streamlit page."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.presenter.address import (
    LARGE,
    NAME,
    NAMES_AT_MOST,
    Presentation,
    presentation_of,
)

BROWSER = Path(__file__).with_name("browser")
STATE = "presenting"
BLANK = ("b", ".")  # the keys that a clicker's blank button sends

_keys = st.components.v2.component(
    "margins_and_mining_keys",
    html='<div class="keys"></div>',
    js=(BROWSER / "keys.js").read_text(),
)


def presenting() -> bool:
    """Whether this session is in presenter mode; `present=true` or `=false` switches it."""
    asked = st.query_params.get("present")
    if asked in ("true", "false"):
        st.session_state[STATE] = asked == "true"
    return bool(st.session_state.get(STATE, False))


def present() -> Presentation:
    """Apply the presenter's part of the address; called before the page draws its own part."""
    asked = presentation_of(st.query_params.to_dict())
    large = presenting()
    if asked.problem:
        st.warning(asked.problem)
    style = asked.style()
    if large:
        style += f"\nhtml {{ font-size: {100 * LARGE:g}% !important; }}"
    if style:
        st.html(f"<style>{style}</style>")
    return asked


def place_for_names(asked: Presentation) -> DeltaGenerator | None:
    """Where a sentence about names will stand; made before the page draws its own part."""
    return st.empty() if asked.hidden or asked.only else None


def check_names(asked: Presentation, place: DeltaGenerator, later: Container[str] = ()) -> None:
    """Say which names no control has; called when the page has drawn its own part.

    Args:
        asked: what the address asks for.
        place: from `place_for_names`.
        later: controls that the page may draw another time.
    """
    why = asked.unmatched(lambda name: name in later or name in st.session_state)
    if why:
        place.warning(why)


def keys(presses: Mapping[str, str]) -> None:
    """Let the keyboard press buttons: `presses` has the widget's key by the name of the key.

    In presenter mode the key b blanks the screen, and after h a click hides a control.  Expanders
    around the controls of `only=` are opened.
    """
    large = presenting()
    heard = _keys(
        data={
            "presses": dict(presses),
            "blank": list(BLANK) if large else [],
            "hiding": large,
            "open": list(presentation_of(st.query_params.to_dict()).only),
        },
        key="keys",
        on_hide_change=lambda: None,
    )
    name = heard.hide
    if isinstance(name, str) and NAME.fullmatch(name):
        names = [part for part in st.query_params.get("hide", "").split(",") if part]
        if name not in names and len(names) < NAMES_AT_MOST:
            st.query_params["hide"] = ",".join([*names, name])
            st.rerun()
