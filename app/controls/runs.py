"""The table of the session's runs with their settings and measures; open, pin, compare, delete."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.controls.put import put_values
from app.controls.seat import leave_job
from app.controls.settings import widgets_of
from app.jobs import Pool
from app.toy_runs.comparison import Comparison, of_run
from app.toy_runs.history import PINNED, RUNS, Entry, History, file_name, measures, table
from app.toy_runs.side_by_side import side_by_side
from app.toy_runs.traits import differing
from toy_models.record import Run

STATE, SHELF = "history", "runs-shelf"
HONEST = (
    "Accuracies of single runs do not rank losses; that takes several seeds. Deleting takes a run "
    "out of this table, not out of the store."
)


def history(pool: Pool) -> History:
    """The table of this session; a new session has the runs of the address that are stored."""
    state = st.session_state
    if STATE not in state:
        state[STATE] = History.restore(st.query_params.to_dict(), pool.result_of)
    found: History = state[STATE]
    return found


def lost_runs(found: History) -> None:
    """Say which runs of the address are not stored, until something is trained."""
    if found.lost:
        st.warning(found.lost)


def forget_lost(found: History) -> None:
    """The reader has gone on."""
    found.lost = ""


def show(run: Run) -> None:
    """Let the page show this run."""
    st.session_state.result = run
    st.session_state.pop("side", None)


def shown() -> Comparison:
    """What the page shows: runs side by side, or else the run in `st.session_state.result`."""
    state = st.session_state
    return state["side"] if "side" in state else of_run(state.result)


def run_table(found: History) -> None:
    """Show the table, and keep it in the address.  An opened run is `st.session_state.result`."""
    _keep(found)
    shelf = st.expander(
        "Runs of this session", icon=":material/table_rows:", key=SHELF, on_change="rerun"
    )
    if shelf.open:  # a row costs as much as a chart
        with shelf:
            _rows(found)


def _rows(found: History) -> None:
    apart = differing([entry.result for entry in found.entries])
    for entry, differences in reversed(list(zip(found.entries, apart, strict=True))):
        _row(found, entry, differences)
    with st.container(horizontal=True):
        st.button(
            "Compare the ticked runs",
            icon=":material/compare:",
            key="runs-compare",
            on_click=_compare,
            args=(found,),
            disabled=len(found.pinned) < 2,
            help="Tick two runs or more: side by side on the stage, if they share their data.",
        )
        st.download_button(
            "The table as CSV",
            lambda: table(found),
            file_name(found),
            "text/csv",
            icon=":material/download:",
            key="runs-csv",
            on_click="ignore",
        )
    if why := st.session_state.get("runs-problem"):
        st.warning(why)
    st.caption(HONEST)


def _row(found: History, entry: Entry, differences: Sequence[str]) -> None:
    pin, words, figures, actions = st.columns([0.5, 4, 6, 3.2], vertical_alignment="center")
    number = entry.number
    key = f"runs-pin-{number}"
    st.session_state.setdefault(key, entry.pinned)
    pin.checkbox(
        f"Tick run {number}",
        key=key,
        label_visibility="collapsed",
        on_change=_pin,
        args=(found, number),
    )
    words.markdown(f"**{number}** · {described(entry)}")
    if differences:
        words.caption("; ".join(differences))
    figures.caption(measured(entry.result))
    with actions.container(horizontal=True, horizontal_alignment="right"):
        st.button("Open", key=f"runs-open-{number}", on_click=_open, args=(found, number))
        st.button("Delete", key=f"runs-delete-{number}", on_click=_delete, args=(found, number))


def described(entry: Entry) -> str:
    """Data, steps, seed and time, in words."""
    config = entry.result.config
    last = int(entry.result.steps_K[-1])
    parts = [
        config.data.kind,
        f"{config.embedding}-D",
        f"step {last:,}" if last == config.steps else f"step {last:,} of {config.steps:,}",
        f"seed {config.seed}",
    ]
    if config.label_noise:
        parts.append(f"{config.label_noise:.0%} wrong labels")
    if entry.result.changes:
        parts.append("changed by hand")
    if entry.seconds is not None:
        parts.append(f"{entry.seconds:.1f} s")
    return " · ".join(parts)


def measured(result: Run) -> str:
    """Each loss with its accuracy, and in brackets its share of samples with support vectors."""
    return "; ".join(
        f"{title} {right:.0%} (SV {held:.0%})" for title, right, held in measures(result)
    )


def _keep(found: History) -> None:
    """Write the table into the address where it differs."""
    address = found.address()
    for name in (RUNS, PINNED):
        there = st.query_params.get(name)
        if name in address and there != address[name]:
            st.query_params[name] = address[name]
        elif name not in address and there is not None:
            del st.query_params[name]


def _pin(found: History, number: int) -> None:
    if (entry := found.find(number)) is not None:
        entry.pinned = bool(st.session_state[f"runs-pin-{number}"])
    st.session_state.pop("runs-problem", None)


def _open(found: History, number: int) -> None:
    """Show the run, and give the widgets the values that make it."""
    state = st.session_state
    state.pop("runs-problem", None)
    if (entry := found.find(number)) is None:
        return
    leave_job()
    show(entry.result)
    try:
        put_values(widgets_of(entry.result.config))
    except ValueError:
        return  # the widgets cannot make it; they stay as they are


def _delete(found: History, number: int) -> None:
    found.delete(number)
    st.session_state.pop("runs-problem", None)


def _compare(found: History) -> None:
    state = st.session_state
    state.pop("runs-problem", None)
    try:
        side = side_by_side([entry.result for entry in found.pinned])
    except ValueError as error:
        state["runs-problem"] = str(error)
    else:
        leave_job()
        state.side = side
