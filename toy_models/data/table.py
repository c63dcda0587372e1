"""A table of the reader's own: CSV text with one label column and number columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from toy_models.data.dataset import Dataset, Labels
from toy_models.data.split import stratified

TEST_SHARE = 0.25
MAX_CHARACTERS = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_CLASSES = 100
MIN_PER_CLASS = 4
MAX_SIZE = 1e100  # of a number: the squares of larger ones overflow


@dataclass(frozen=True, kw_only=True)
class Table:
    """The text of a CSV file and the name of its label column; all other columns are numbers.

    The text itself is part of the config, so that the same config is the same data.
    """

    kind: ClassVar[str] = "csv"
    title: ClassVar[str] = "A CSV file of your own"
    is_images: ClassVar[bool] = False

    text: str
    label: str = "label"

    def __post_init__(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise ValueError(
                f"The CSV has {len(self.text):,} characters; at most {MAX_CHARACTERS:,} are "
                "allowed."
            )

    def load(self, seed: int) -> Dataset:
        """Columns scaled to mean 0 and deviation 1; a quarter of each class is for testing.

        Raises:
            ValueError: the table cannot be used; the sentence says where and why.
        """
        values_NI, names_N = self._read()
        class_names, labels_N = _classes(names_N, self.label)
        train, test = stratified(labels_N, TEST_SHARE, np.random.default_rng(seed))
        mean_I = values_NI[train].mean(0)
        std_I = values_NI[train].std(0)
        # A column of one value has a deviation of mere rounding, which must not be scaled up.
        varies_I = std_I > 1e-12 * np.abs(mean_I)
        scaled_NI = ((values_NI - mean_I) / np.where(varies_I, std_I, 1)).astype(np.float32)
        return Dataset(
            inputs_NI=scaled_NI[train],
            labels_N=labels_N[train],
            true_labels_N=labels_N[train].copy(),
            test_inputs_MI=scaled_NI[test],
            test_labels_M=labels_N[test],
            class_names=class_names,
        )

    def _read(self) -> tuple[NDArray[np.float64], list[str]]:
        text = self.text.removeprefix("\ufeff")  # the mark with which spreadsheets begin a file
        try:
            rows = _rows(text)
        except csv.Error as error:
            raise ValueError(f"The CSV cannot be read: {error}.") from None
        if len(rows) < 2:
            raise ValueError("The CSV needs a line of column names and at least one row of values.")
        names, body = [name.strip() for name in rows[0][1]], rows[1:]
        label_at = self._check_header(names, len(body))
        number_at = [column for column in range(len(names)) if column != label_at]
        values = np.empty((len(body), len(number_at)))
        for r, (line, row) in enumerate(body):
            if len(row) != len(names):
                found = _count(len(row), "value")
                raise ValueError(f"Line {line} of the CSV has {found}, not {len(names)}.")
            for i, column in enumerate(number_at):
                values[r, i] = _number(row[column], names[column], line)
        labels = [row[label_at].strip() for _, row in body]
        if "" in labels:
            line = body[labels.index("")][0]
            raise ValueError(f"A value is missing in column {self.label!r}, line {line}.")
        return values, labels

    def _check_header(self, names: list[str], rows: int) -> int:
        if len(names) == 1 and ";" in names[0]:
            raise ValueError(
                "The CSV has semicolons between its values; separate with commas, and write "
                "decimals with a point."
            )
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"The CSV has two columns named {twice!r}; names must differ.")
        if self.label not in names:
            raise ValueError(
                f"The CSV has no column {self.label!r} for the labels. Its columns: "
                f"{', '.join(names[:20])}."
            )
        if len(names) < 2:
            raise ValueError(f"The CSV has no number column beside {self.label!r}.")
        if len(names) > MAX_COLUMNS:
            raise ValueError(f"The CSV has {len(names):,} columns; {MAX_COLUMNS:,} are allowed.")
        if rows > MAX_ROWS:
            raise ValueError(f"The CSV has {rows:,} rows; at most {MAX_ROWS:,} are allowed.")
        return names.index(self.label)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line of the text on which it begins."""
    reader, rows, line = csv.reader(io.StringIO(text), strict=True), [], 1
    for row in reader:
        if row:
            rows.append((line, row))
        line = reader.line_num + 1
    return rows


def _number(text: str, column: str, line: int) -> float:
    if not text.strip() or text.strip().lower() in ("nan", "na", "null", "none"):
        raise ValueError(f"A value is missing in column {column!r}, line {line}.")
    try:
        value = float(text)
    except ValueError:
        raise ValueError(
            f"Column {column!r}, line {line} holds {text.strip()[:40]!r}, which is not a number."
        ) from None
    if not np.isfinite(value):
        raise ValueError(f"Column {column!r}, line {line} is infinite; numbers must be finite.")
    if abs(value) > MAX_SIZE:
        raise ValueError(
            f"Column {column!r}, line {line} holds {value:g}; the largest size is {MAX_SIZE:g}."
        )
    return value


def _classes(names_N: list[str], column: str) -> tuple[tuple[str, ...], Labels]:
    names, labels_N, counts = np.unique(names_N, return_inverse=True, return_counts=True)
    if len(names) < 2:
        raise ValueError(f"Column {column!r} has one class only; two or more are needed.")
    if len(names) > MAX_CLASSES:
        raise ValueError(
            f"Column {column!r} has {len(names):,} classes; at most {MAX_CLASSES} are allowed."
        )
    if counts.min() < MIN_PER_CLASS:
        rare = names[counts.argmin()]
        raise ValueError(
            f"Class {str(rare)!r} has {_count(int(counts.min()), 'row')}; each class needs "
            f"{MIN_PER_CLASS} or more."
        )
    return tuple(str(name) for name in names), labels_N.astype(np.int64)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
