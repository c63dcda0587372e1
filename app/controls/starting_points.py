"""The starting points at the side, and the sentence of the one that is on the stage.

A press sets all controls.  The address `?start=gap` opens the page on a starting point; from then
on it has the settings themselves, as always.
"""

from __future__ import annotations

import streamlit as st

from app.controls.link import OPENED, PROBLEM, clean_address
from app.controls.put import put_values
from app.controls.quoted import quoted
from app.controls.settings import widgets_of
from app.starting_points.checked import SEEDS, sentence_of, starting_point_of
from app.starting_points.table import STARTING_POINTS, StartingPoint
from toy_models.config import RunConfig

START = "start"  # in an address
SHELF = "start-shelf"
NUMBERS = (
    "Numbers over {seeds} seeds; in brackets the 95 % interval of the mean. "
    "`?{start}={slug}` opens this starting point."
)
#: A title stands close above its sentence.
STYLE = """<style>
.st-key-start-list { gap: 0 !important; }
.st-key-start-list button { min-height: 1.6rem; padding: 0; }
.st-key-start-list button * { font-weight: 600; }
</style>"""
UNKNOWN = "There is no starting point {name}. There are: {known}."


def open_starting_point() -> None:
    """If the address asks for a starting point, set the widgets; call it before they are drawn."""
    slug = st.query_params.get(START)
    if slug is None:
        return
    del st.query_params[START]
    state = st.session_state
    known = {point.slug: point for point in STARTING_POINTS}
    if slug not in known:
        state[PROBLEM] = UNKNOWN.format(name=quoted(slug), known=", ".join(known))
        return
    clean_address()
    state[OPENED] = True
    put_values(widgets_of(known[slug].config))


def choose_starting_point() -> None:
    """The list of the starting points, each with its sentence."""
    shelf = st.popover(
        "Starting points for a lecture",
        icon=":material/co_present:",
        width="stretch",
        key=SHELF,
        on_change="rerun",
    )
    if not shelf.open:
        return
    with shelf.container(gap="small", key="start-list"):
        st.html(STYLE)
        for point in STARTING_POINTS:
            st.button(
                point.title,
                key=f"start-{point.slug}",
                type="tertiary",
                help=point.watch,
                on_click=_start,
                args=(point,),
            )
            st.markdown(f":small[{sentence_of(point)}]")


def note(config: RunConfig | None) -> None:
    """What the starting point shows and where to look, as long as these are its settings."""
    point = starting_point_of(config)
    if point is not None:
        numbers = NUMBERS.format(seeds=len(SEEDS), start=START, slug=point.slug)
        st.markdown(f"{sentence_of(point)} **Watch:** {point.watch}", help=numbers)


def _start(point: StartingPoint) -> None:
    put_values(widgets_of(point.config))
    st.session_state[SHELF] = False
