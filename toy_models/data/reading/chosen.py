"""The label and the numbers of a sheet: which columns are taken, and their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toy_models.data.reading.numerals import SIGNS, missing, plain_numbers, value
from toy_models.data.reading.sheet import Reading, Sheet, is_number_column

LABEL_NAMES = ("label", "labels", "class", "target", "category")
CLASSES = range(2, 101)
MIN_PER_CLASS = 4
MAX_SIZE = 1e100  # of a number: the squares of larger ones overflow


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """N: rows, I: number columns."""

    label: str
    names: tuple[str, ...]  # of the number columns
    values_NI: NDArray[np.float64]
    labels_N: tuple[str, ...]
    reading: Reading

    def equals(self, other: Chosen) -> bool:
        """Whether label, names and values are the same."""
        return (self.label, self.names, self.labels_N) == (
            other.label,
            other.names,
            other.labels_N,
        ) and np.array_equal(self.values_NI, other.values_NI)


def choose(
    sheet: Sheet,
    label: str | None = None,
    *,
    leave_out: Collection[str] = (),
    skip_gaps: bool = False,
) -> Chosen:
    """Take the label column, and all others as numbers.

    Args:
        sheet: the table.
        label: its label column; None: the likely one.
        leave_out: columns that are not taken.
        skip_gaps: leave out rows where a value is missing, which are refused otherwise.

    Raises:
        ValueError: a column is not there, or holds what is no number; the sentence says where.
    """
    label = likely_label(sheet, leave_out) if label is None else label
    if label not in sheet.names:
        raise ValueError(
            f"The CSV has no column {label!r} for the labels. Its columns: "
            f"{', '.join(sheet.names[:20])}."
        )
    unknown = [name for name in leave_out if name not in sheet.names]
    if unknown:
        raise ValueError(f"The CSV has no column {unknown[0]!r} to leave out.")
    taken = [at for at, name in enumerate(sheet.names) if name not in {*leave_out, label}]
    if not taken:
        raise ValueError(f"The CSV has no number column beside {label!r}.")
    label_at = sheet.names.index(label)
    known = _plain_columns(sheet, taken)
    others = [at for at in taken if at not in known]
    gaps = {
        line: sheet.names[at]
        for line, cells in sheet.rows
        for at in (label_at, *reversed(others))  # the first number column is named
        if (missing(cells[at]) if at != label_at else not cells[at].strip())
    }
    if gaps and not skip_gaps:
        line, name = next(iter(gaps.items()))
        raise ValueError(f"A value is missing in column {name!r}, line {line}.")
    rows = [(line, cells) for line, cells in sheet.rows if line not in gaps]
    _check_numbers(sheet, [sheet.names[at] for at in others])
    values_NI = np.empty((len(rows), len(taken)))
    stays_N = np.array([line not in gaps for line, _ in sheet.rows], bool)
    for at, numbers_N in known.items():
        values_NI[:, taken.index(at)] = numbers_N[stays_N]
    values_NI[:, [taken.index(at) for at in others]] = np.array(
        [[_number(sheet, at, line, cells[at]) for at in others] for line, cells in rows]
    ).reshape(len(rows), len(others))
    by_choice = [f"column {name!r}" for name in sheet.names if name in leave_out]
    if gaps:
        lines = ", ".join(f"{line}" for line in list(gaps)[:5])
        more = "" if len(gaps) <= 5 else f" and {len(gaps) - 5:,} more"
        count = f"{len(gaps):,} row{'' if len(gaps) == 1 else 's'}"
        by_choice.append(f"{count} with a gap (line{'s' * (len(gaps) > 1)} {lines}{more})")
    return Chosen(
        label=label,
        names=tuple(sheet.names[at] for at in taken),
        values_NI=values_NI,
        labels_N=tuple(cells[label_at].strip() for _, cells in rows),
        reading=sheet.reading.without(*by_choice),
    )


def likely_label(sheet: Sheet, leave_out: Collection[str] = ()) -> str:
    """The column that is named so; else of those that can be, the last text; else the last."""
    names = [name for name in sheet.names if name not in leave_out] or list(sheet.names)
    if "label" in names:
        return "label"
    named = [name for name in names if name.lower() in LABEL_NAMES]
    if named:
        return named[0]
    able = [name for name in names if _can_be_label(sheet.column(name))]
    words = [name for name in able if not is_number_column(sheet.column(name))]
    if words:
        return words[-1]
    return able[-1] if able else names[-1]


def text_columns(sheet: Sheet) -> list[str]:
    """The columns that hold text and no numbers."""
    return [name for name in sheet.names if not is_number_column(sheet.column(name))]


def _can_be_label(cells: list[str]) -> bool:
    counts = Counter(cells)
    return len(counts) in CLASSES and min(counts.values()) >= MIN_PER_CLASS


def _check_numbers(sheet: Sheet, names: list[str]) -> None:
    """Raise ValueError if one of these columns holds text."""
    for name in names:
        cells = sheet.column(name)
        if not is_number_column(cells) and any(not missing(cell) for cell in cells):
            at = next(at for at, cell in enumerate(cells) if not missing(cell))
            raise ValueError(
                f"Column {name!r} holds text, such as {cells[at][:40]!r} in line "
                f"{sheet.rows[at][0]}; leave it out, or take it for the label."
            )


def _plain_columns(sheet: Sheet, taken: list[int]) -> dict[int, NDArray[np.float64]]:
    """Of these columns those that can be read at once, each with its numbers."""
    if sheet.reading.decimal != ".":
        return {}
    read = {at: plain_numbers([cells[at] for _, cells in sheet.rows]) for at in taken}
    return {
        at: numbers_N
        for at, numbers_N in read.items()
        if numbers_N is not None and (np.abs(numbers_N) <= MAX_SIZE).all()
    }


def _number(sheet: Sheet, at: int, line: int, cell: str) -> float:
    column, decimal = sheet.names[at], sheet.reading.decimal
    number = value(cell, decimal)
    if number is None:
        other = "," if decimal == "." else "."
        why = "which is not a number"
        if value(cell, other) is not None:
            why += f" with {SIGNS[decimal]} as the decimal sign"
        raise ValueError(f"Column {column!r}, line {line} holds {cell.strip()[:40]!r}, {why}.")
    if not np.isfinite(number):
        raise ValueError(f"Column {column!r}, line {line} is infinite; numbers must be finite.")
    if abs(number) > MAX_SIZE:
        raise ValueError(
            f"Column {column!r}, line {line} holds {number:g}; the largest size is {MAX_SIZE:g}."
        )
    return number
