"""Which data: a data set, its size and difficulty, and label noise."""

from __future__ import annotations

import contextlib
import csv
import io

import streamlit as st

from app.controls.binding import BOUND, QUIET
from toy_models.data import Blobs, DataConfig, Digits, Faces, Mnist, Table

NAMES = {
    "digits": "Digits, 8 × 8 pixels",
    "blobs": "Blobs on the circle or sphere",
    "mnist": "MNIST, 28 × 28 pixels",
    "faces": "Toy faces, 32 × 32 pixels",
    "csv": "A CSV file of your own",
}
EXAMPLE = "height,width,label\n1.2,0.4,apple\n0.9,0.5,pear\n…"


def choose_data() -> DataConfig:
    """Ask for the data.

    Raises:
        ValueError: what was given cannot be used; the sentence says why.
    """
    kind = st.selectbox("Data", list(NAMES), format_func=NAMES.__getitem__, key="data", **BOUND)
    match kind:
        case "blobs":
            return _blobs()
        case "mnist":
            return Mnist(
                per_class=st.slider(
                    "Training digits of each kind", 50, 450, 400, 50, key="per_digit", **QUIET
                )
            )
        case "faces":
            return Faces(
                identities=st.slider("Identities", 5, 100, 20, 5, key="identities", **QUIET),
                images=st.slider("Pictures of each", 10, 60, 40, 10, key="pictures", **QUIET),
                nuisance=st.slider(
                    "Pose, light and expression", 0.0, 2.0, 1.0, 0.1, key="nuisance", **QUIET
                ),
            )
        case "csv":
            return _table()
    return Digits()


def choose_label_noise() -> float:
    """Ask how many training labels are replaced by a wrong one."""
    percent = st.slider("Wrong labels", 0, 50, 0, 5, format="%d %%", key="noise", **QUIET)
    return float(percent) / 100


def _blobs() -> Blobs:
    return Blobs(
        dimension=3 if st.toggle("On the sphere", key="blobs_sphere", **QUIET) else 2,
        classes=st.slider("Classes", 2, 20, 5, key="blobs_classes", **QUIET),
        per_class=st.slider("Samples of each", 20, 400, 100, 20, key="blobs_samples", **QUIET),
        spread=st.slider("Spread in radians", 0.05, 0.8, 0.2, 0.05, key="blobs_spread", **QUIET),
    )


def _table() -> Table:
    """The uploaded text and its label column.  Raises ValueError as `Table.load`."""
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
    header: list[str] = []
    with contextlib.suppress(csv.Error):  # what cannot be split is refused below, with a sentence
        header = next((row for row in csv.reader(io.StringIO(text)) if row), [])
    columns = list(dict.fromkeys(name.strip() for name in header)) or ["label"]
    at = columns.index("label") if "label" in columns else len(columns) - 1
    label = st.selectbox("Label column", columns, index=at, key="csv_label")
    table = Table(text=text, label=label)
    table.load(seed=0)  # to say what is wrong before anything is trained
    return table
