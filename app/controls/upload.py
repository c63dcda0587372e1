"""A CSV file of the reader's own: the file, its label column, and how else it could be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from app.controls.seat import visitor
from app.controls.uploaded import Choice, Columns, How, columns_of, table_of
from toy_models.data import Table
from toy_models.data.reading.cells import NAMES
from toy_models.data.reading.text import ENCODINGS

T = TypeVar("T")

EXAMPLE = "height,width,label\n1.2,0.4,apple\n0.9,0.5,pear\n…"
LABEL, NAMED, DECIMAL = "csv_label", "csv_named", "csv_decimal"
SEPARATOR, ENCODING, COUNTING = "csv_separator", "csv_encoding", "csv_counting"
LEAVE_OUT, SKIP_GAPS = "csv_leave_out", "csv_skip_gaps"
READ, TAKEN = "csv_read", "csv_taken"  # in the session: what was found out about the file
#: Titles, and what `read_sheet` takes.
AS_IT_LOOKS = "as it looks"
FIRST_ROW = {AS_IT_LOOKS: None, "names": True, "values": False}
DECIMALS = {AS_IT_LOOKS: None, "1.5": ".", "1,5": ","}
BETWEEN = {AS_IT_LOOKS: None} | {title: sign for sign, title in NAMES.items()}
CODECS = {AS_IT_LOOKS: None} | ENCODINGS


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
    how = How(
        digest=hashlib.sha256(content).hexdigest(),
        named=FIRST_ROW.get(state.get(NAMED, "")),
        decimal=DECIMALS.get(state.get(DECIMAL, "")),
        separator=BETWEEN.get(state.get(SEPARATOR, "")),
        encoding=CODECS.get(state.get(ENCODING, "")),
        counting=bool(state.get(COUNTING, False)),
    )
    columns: Columns | None = None
    try:
        columns = _columns(content, how)
        label = _ask_label(columns)
        table = _table(content, how, label, columns)
    except ValueError:
        _ask_reading(columns)
        raise
    st.caption(table.reading.words if table.reading else "")
    _ask_reading(columns)
    return table


def _columns(content: bytes, how: How) -> Columns:
    """Read once for each file and way to read it.  Raises ValueError."""
    found: Columns = _once(READ, how, lambda: columns_of(content, how, visitor()))
    return found


def _table(content: bytes, how: How, label: str, columns: Columns) -> Table:
    """Made, and tried, once for each file and choice.  Raises ValueError."""
    choice = Choice(
        how=how,
        label=label,
        leave_out=tuple(name for name in _kept(LEAVE_OUT, columns) if name != label),
        skip_gaps=bool(st.session_state.get(SKIP_GAPS, False)),
    )
    found: Table = _once(TAKEN, choice, lambda: table_of(content, choice, visitor()))
    return found


def _once(key: str, asked: How | Choice, find: Callable[[], T]) -> T:
    """What was found for this, or the same sentence as before; a rerun reads nothing again."""
    state = st.session_state
    if key not in state or state[key][0] != asked:
        state.pop(key, None)
        try:
            state[key] = asked, find()
        except ValueError as error:
            state[key] = asked, _Refused(str(error))
    found = state[key][1]
    if isinstance(found, _Refused):
        raise ValueError(found.why)
    return found


@dataclass(frozen=True)
class _Refused:
    why: str


def _ask_label(columns: Columns) -> str:
    names = list(columns.names)
    if st.session_state.get(LABEL) not in names:  # of another file
        st.session_state.pop(LABEL, None)
    at = names.index(columns.likely)
    return str(st.selectbox("Label column", names, index=at, key=LABEL))


def _ask_reading(columns: Columns | None) -> None:
    """Draw what says how the file is read; the next run of the page goes by it."""
    with st.expander("Read it differently"):  # closed: below it stands what is wrong
        for title, titles, key in (
            ("First row", FIRST_ROW, NAMED),
            ("One and a half is written", DECIMALS, DECIMAL),
        ):
            st.segmented_control(title, list(titles), default=AS_IT_LOOKS, required=True, key=key)
        st.selectbox("Between the values", list(BETWEEN), key=SEPARATOR)
        st.selectbox("Encoding", list(CODECS), key=ENCODING)
        st.toggle("Take columns that count the rows", key=COUNTING)
        st.toggle("Leave out rows with a missing value", key=SKIP_GAPS)
        if columns is not None:
            names = [name for name in columns.names if name != st.session_state.get(LABEL)]
            st.session_state[LEAVE_OUT] = [n for n in _kept(LEAVE_OUT, columns) if n in names]
            st.multiselect("Leave out columns", names, key=LEAVE_OUT)


def _kept(key: str, columns: Columns) -> list[str]:
    """The columns that were chosen, as far as this file has them."""
    return [name for name in st.session_state.get(key, ()) if name in columns.names]
