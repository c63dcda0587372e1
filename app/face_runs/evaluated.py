"""What `python -m face_training.evaluate RUN --out RUN/evaluation` left in a run: ROC and angles.

It is the network at the end of the run, on people or pairs that it was not trained on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.face_runs.door import within
from toy_models.record import Array

FOLDER = "evaluation"
BYTES_AT_MOST = 4 * 2**20  # of one file; the evaluation writes a few kilobytes
FILES_AT_MOST = 24
ROC = ("far", "tar")
THETA = ("from_degrees", "to_degrees", "genuine", "impostor")


@dataclass(frozen=True)
class Evaluated:
    """By the name of the set."""

    rocs: Mapping[str, Array] = field(default_factory=dict)  # rows of FAR, TAR
    thetas: Mapping[str, Array] = field(default_factory=dict)  # rows of a bin and two shares


def read_evaluated(
    folder: Path, problems: list[str], bytes_at_most: int = BYTES_AT_MOST
) -> Evaluated:
    """All tables in the folder of the evaluation.

    What cannot be read is added to `problems`, in a sentence.
    """
    rocs: dict[str, Array] = {}
    thetas: dict[str, Array] = {}
    for file in files(folder):
        for kind, head, fits, found in (
            ("roc", ROC, _is_roc, rocs),
            ("theta", THETA, _is_theta, thetas),
        ):
            if not file.name.startswith(f"{kind}_"):
                continue
            try:
                name = file.stem.removeprefix(f"{kind}_")
                found[name] = _table(folder, file, head, fits, bytes_at_most)
            except ValueError as error:
                problems.append(f"{FOLDER}/{file.name} {error}; it is left out.")
    return Evaluated(rocs, thetas)


def files(folder: Path) -> list[Path]:
    """The files that are read, if they are there."""
    return sorted((folder / FOLDER).glob("*_*.csv"))[:FILES_AT_MOST]


def _table(
    folder: Path,
    file: Path,
    head: tuple[str, ...],
    fits: Callable[[Array], bool],
    bytes_at_most: int,
) -> Array:
    if not within(folder, file):
        raise ValueError("is a link that leaves the run")
    try:
        if not file.is_file():  # reading a pipe would wait for ever
            raise ValueError("is no file")
        if file.stat().st_size > bytes_at_most:
            raise ValueError(f"is larger than {bytes_at_most // 2**20} MiB")
        rows = list(csv.reader(file.read_text("utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise ValueError("is not a text file that can be read") from None
    if not rows or tuple(rows[0]) != head:
        raise ValueError(f"has not the columns {', '.join(head)}")
    try:
        values = np.array([[float(cell) for cell in row] for row in rows[1:]])
    except ValueError:
        raise ValueError("has something in it that is no number") from None
    if values.ndim != 2 or values.shape[1] != len(head) or not np.isfinite(values).all():
        raise ValueError("has something in it that is no number")
    if not fits(values):
        raise ValueError("has numbers that cannot be")
    return values


def _is_roc(values: Array) -> bool:
    inside = ((values >= 0) & (values <= 1)).all()
    return bool(inside and (np.diff(values[:, 0]) >= 0).all())


def _is_theta(values: Array) -> bool:
    bins, shares = values[:, :2], values[:, 2:]
    return bool(
        (bins >= 0).all()
        and (bins <= 180).all()
        and (bins[:, 0] < bins[:, 1]).all()
        and (shares >= 0).all()
        and (shares <= 1).all()
    )
