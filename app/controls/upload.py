"""A CSV file of the reader's own: the file, and which column holds the labels."""

from __future__ import annotations

import contextlib
import csv
import io

import streamlit as st

from toy_models.data import Table

EXAMPLE = "height,width,label\n1.2,0.4,apple\n0.9,0.5,pear\n…"


def choose_table() -> Table:
    """Ask for the file and its label column.

    Raises:
        ValueError: there is no file yet, or it cannot be used; the sentence says why.
    """
    upload = st.file_uploader(
        "CSV with number columns and one label column", "csv", key="csv", max_upload_size=20
    )
    if upload is None:
        st.code(EXAMPLE, language=None)
        raise ValueError("Choose a CSV file to train on it.")
    try:
        text = upload.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("The CSV is not UTF-8 text; save it as UTF-8.") from None
    columns = _columns(text)
    at = columns.index("label") if "label" in columns else len(columns) - 1
    label = st.selectbox("Label column", columns, index=at, key="csv_label")
    table = Table(text=text, label=label)
    table.load(seed=0)  # so that a faulty table is refused before anything is trained
    return table


def _columns(text: str) -> list[str]:
    """The names in the first line that is not empty; `label` if there are none."""
    header: list[str] = []
    with contextlib.suppress(csv.Error):  # `Table.load` refuses it with a sentence
        header = next((row for row in csv.reader(io.StringIO(text)) if row), [])
    return list(dict.fromkeys(name.strip() for name in header)) or ["label"]
