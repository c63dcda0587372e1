"""From text to rows of cells: what separates them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from toy_models.data.reading.numerals import looks_like_a_number

#: With its name in a sentence; of two that fit alike, the first.
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
BLANKS = " "  # any number of them; only where nothing else separates
NAMES = SEPARATORS | {BLANKS: "blanks"}
SAMPLED = 200  # rows from which the separator is found
SHORT, SHORT_CELLS = 4, 100_000  # characters; different cells
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEP = re.compile(r'\s*"?sep=(.)"?[,;\t]*\s*', re.IGNORECASE)

#: A row with the line of the text on which it begins.
Row = tuple[int, list[str]]


def split(text: str, separator: str | None = None) -> tuple[Iterator[Row], str]:
    """The rows that have any cell, as they are read, and the separator; None: as it looks.

    A first line `sep=;`, which some spreadsheets write, names the separator and is no row.

    Raises:
        ValueError: when the rows are read: a quote is out of place, or a cell has no end.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text[: text.find("\n") if "\n" in text else len(text)]
    said = _SEP.fullmatch(first)
    if said:
        text, separator = text[len(first) :], separator or said[1]
    if separator is None:
        fits = {mark: _fits(text, mark) for mark in NAMES}
        separator = max(SEPARATORS, key=lambda mark: fits[mark])
        if not any(fits[separator]):
            separator = BLANKS if any(fits[BLANKS]) else separator
    return rows_of(text, separator), separator


def rows_of(text: str, separator: str) -> Iterator[Row]:
    """The rows that have any cell.  Raises ValueError if a quote is out of place."""
    reader, line = _reader(text, separator), 1
    known: dict[str, str] = {}
    try:
        for row in reader:
            if row:
                yield line, [_once(cell, known) for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"The CSV cannot be read: {error}.") from None


def _once(cell: str, known: dict[str, str]) -> str:
    """The same cell; of short ones, of which a file can hold millions, one object for all."""
    if len(cell) > SHORT or len(known) > SHORT_CELLS:
        return cell
    return known.setdefault(cell, cell)


def _reader(text: str, separator: str):  # type: ignore[no-untyped-def]  # csv's type has no name
    lines = (line[0] for line in _LINE.finditer(text))  # a StringIO would hold the text again
    blanks = separator == BLANKS
    if blanks:
        lines = (line.strip() + "\n" for line in lines)
    return csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=blanks)


def _fits(text: str, separator: str) -> tuple[float, int]:
    """How well it separates: rows of one width, and no other separator within the cells."""
    try:
        rows = [row for row in islice(_reader(text, separator), SAMPLED) if row]
    except csv.Error:
        return 0.0, 0
    widths = Counter(map(len, rows))
    if not rows or max(widths) < 2:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    others = set(SEPARATORS) - {separator}
    cells = [cell for row in rows for cell in row]
    clean = sum(looks_like_a_number(cell) or others.isdisjoint(cell) for cell in cells)
    return (count / len(rows) * clean / len(cells) if width > 1 else 0.0), width
