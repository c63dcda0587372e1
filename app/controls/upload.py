"""A CSV file of the reader's own: the file, its label column, and how else it could be read."""

from __future__ import annotations

import streamlit as st

from toy_models.data import Table
from toy_models.data.reading import Sheet, choose, read_sheet
from toy_models.data.reading.chosen import likely_label

EXAMPLE = "height,width,label\n1.2,0.4,apple\n0.9,0.5,pear\n…"
LABEL, NAMED, DECIMAL = "csv_label", "csv_named", "csv_decimal"
LEAVE_OUT, SKIP_GAPS = "csv_leave_out", "csv_skip_gaps"
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
    sheet: Sheet | None = None
    try:
        sheet = read_sheet(
            content,
            named=FIRST_ROW.get(state.get(NAMED, "")),
            decimal=DECIMALS.get(state.get(DECIMAL, "")),
        )
        label = _ask_label(sheet)
        chosen = choose(
            sheet,
            label,
            leave_out=[name for name in _kept(LEAVE_OUT, sheet) if name != label],
            skip_gaps=state.get(SKIP_GAPS, False),
        )
        table = Table.of(chosen, content)
        table.load(seed=0)  # so that a faulty table is refused before anything is trained
    except ValueError:
        _ask_reading(sheet, open_it=True)
        raise
    st.caption(chosen.reading.words)
    _ask_reading(sheet, open_it=False)
    return table


def _ask_label(sheet: Sheet) -> str:
    names = list(sheet.names)
    if st.session_state.get(LABEL) not in names:  # of another file
        st.session_state.pop(LABEL, None)
    at = names.index(likely_label(sheet))
    return str(st.selectbox("Label column", names, index=at, key=LABEL))


def _ask_reading(sheet: Sheet | None, *, open_it: bool) -> None:
    """Draw what says how the file is read; the next run of the page goes by it."""
    with st.expander("Read it differently", expanded=open_it):
        for title, titles, key in (
            ("First row", FIRST_ROW, NAMED),
            ("One and a half is written", DECIMALS, DECIMAL),
        ):
            first = next(iter(titles))
            st.segmented_control(title, list(titles), default=first, required=True, key=key)
        st.toggle("Leave out rows with a gap", key=SKIP_GAPS)
        if sheet is not None:
            names = [name for name in sheet.names if name != st.session_state.get(LABEL)]
            st.session_state[LEAVE_OUT] = [n for n in _kept(LEAVE_OUT, sheet) if n in names]
            st.multiselect("Leave out columns", names, key=LEAVE_OUT)


def _kept(key: str, sheet: Sheet) -> list[str]:
    """The columns that were chosen, as far as this file has them."""
    return [name for name in st.session_state.get(key, ()) if name in sheet.names]
