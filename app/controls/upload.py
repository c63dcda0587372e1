"""A CSV file of the reader's own: the file, its label column, and how else it could be read."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass

import streamlit as st

from toy_models.data import Table
from toy_models.data.reading import read_sheet
from toy_models.data.reading.chosen import likely_label

EXAMPLE = "height,width,label\n1.2,0.4,apple\n0.9,0.5,pear\n…"
LABEL, NAMED, DECIMAL = "csv_label", "csv_named", "csv_decimal"
LEAVE_OUT, SKIP_GAPS = "csv_leave_out", "csv_skip_gaps"
READ, TAKEN = "csv_read", "csv_taken"  # in the session: what was found out about the file
#: What the first row holds, and the decimal sign: a title, and what `read_sheet` takes.
FIRST_ROW = {"as it looks": None, "names": True, "values": False}
DECIMALS = {"as it looks": None, "1.5": ".", "1,5": ","}


def choose_table() -> Table:
    """Ask for the file and its label column; say how it was read, and let the reader differ.

    Raises:
        ValueError: there is no file yet, or it cannot be used; the sentence says why.
    """
    upload = st.file_uploader(
        "CSV with number columns and one label column",
        ["csv", "tsv", "txt"],
        key="csv",
        max_upload_size=20,
    )
    if upload is None:
        st.code(EXAMPLE, language=None)
        raise ValueError("Choose a CSV file to train on it.")
    content = upload.getvalue()
    state = st.session_state
    how = _How(
        digest=hashlib.sha256(content).hexdigest(),
        named=FIRST_ROW.get(state.get(NAMED, "")),
        decimal=DECIMALS.get(state.get(DECIMAL, "")),
    )
    columns: _Columns | None = None
    try:
        columns = _columns(content, how)
        label = _ask_label(columns)
        table = _table(content, how, label, columns)
    except ValueError:
        _ask_reading(columns, open_it=True)
        raise
    st.caption(table.reading.words if table.reading else "")
    _ask_reading(columns, open_it=False)
    return table


@dataclass(frozen=True, kw_only=True)
class _How:
    """A file, and how its rows are read."""

    digest: str
    named: bool | None
    decimal: str | None


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """The names in a file, without its values."""

    names: tuple[str, ...]
    likely: str


#: A large file needs much memory while it is read; two at the same time would need twice as much.
_reading = threading.Lock()


def _columns(content: bytes, how: _How) -> _Columns:
    """Read once for each file and way to read it.  Raises ValueError."""
    found = st.session_state.get(READ)
    if found is None or found[0] != how:
        with _reading:
            found = how, _seen(content, how)
        st.session_state[READ] = found
    if isinstance(found[1], str):
        raise ValueError(found[1])
    columns: _Columns = found[1]
    return columns


def _seen(content: bytes, how: _How) -> _Columns | str:
    """The columns, or the sentence that says why they cannot be read."""
    try:
        sheet = read_sheet(content, named=how.named, decimal=how.decimal)
    except ValueError as error:
        return str(error)
    return _Columns(names=sheet.names, likely=likely_label(sheet))


def _table(content: bytes, how: _How, label: str, columns: _Columns) -> Table:
    """Made, and tried, once for each file and choice.  Raises ValueError."""
    leave_out = tuple(name for name in _kept(LEAVE_OUT, columns) if name != label)
    choice = (how, label, leave_out, bool(st.session_state.get(SKIP_GAPS, False)))
    found = st.session_state.get(TAKEN)
    if found is None or found[0] != choice:
        st.session_state.pop(TAKEN, None)
        with _reading:
            found = choice, _tried(content, choice)
        st.session_state[TAKEN] = found
    if isinstance(found[1], str):
        raise ValueError(found[1])
    table: Table = found[1]
    return table


def _tried(content: bytes, choice: tuple[_How, str, tuple[str, ...], bool]) -> Table | str:
    """The table, or the sentence that says why it cannot be used."""
    how, label, leave_out, skip_gaps = choice
    try:
        table = Table.from_bytes(
            content,
            label,
            leave_out=leave_out,
            skip_gaps=skip_gaps,
            named=how.named,
            decimal=how.decimal,
        )
        table.load(seed=0)  # so that a faulty table is refused before anything is trained
    except ValueError as error:
        return str(error)
    return table


def _ask_label(columns: _Columns) -> str:
    names = list(columns.names)
    if st.session_state.get(LABEL) not in names:  # of another file
        st.session_state.pop(LABEL, None)
    at = names.index(columns.likely)
    return str(st.selectbox("Label column", names, index=at, key=LABEL))


def _ask_reading(columns: _Columns | None, *, open_it: bool) -> None:
    """Draw what says how the file is read; the next run of the page goes by it."""
    with st.expander("Read it differently", expanded=open_it):
        for title, titles, key in (
            ("First row", FIRST_ROW, NAMED),
            ("One and a half is written", DECIMALS, DECIMAL),
        ):
            first = next(iter(titles))
            st.segmented_control(title, list(titles), default=first, required=True, key=key)
        st.toggle("Leave out rows with a gap", key=SKIP_GAPS)
        if columns is not None:
            names = [name for name in columns.names if name != st.session_state.get(LABEL)]
            st.session_state[LEAVE_OUT] = [n for n in _kept(LEAVE_OUT, columns) if n in names]
            st.multiselect("Leave out columns", names, key=LEAVE_OUT)


def _kept(key: str, columns: _Columns) -> list[str]:
    """The columns that were chosen, as far as this file has them."""
    return [name for name in st.session_state.get(key, ()) if name in columns.names]
