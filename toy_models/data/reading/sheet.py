"""A sheet: the columns of a table with their names, and how it was read.

What is no feature is left out and said: empty rows, empty columns, and a column that counts the
rows, which many programs write beside a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from toy_models.data.reading.cells import NAMES, Row, rows_of, split
from toy_models.data.reading.counting import is_index
from toy_models.data.reading.numerals import (
    SIGNS,
    decimal_sign,
    looks_like_a_number,
    missing,
    plain_numbers,
    value,
)
from toy_models.data.reading.text import decoded

MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
TOO_SHORT = "The CSV needs a line of column names and at least one row of values."
NUMBERS_AT_LEAST = 0.5  # of the cells of a column that counts as a number column


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a table was read."""

    encoding: str = "UTF-8"
    separator: str = ","
    decimal: str = "."
    named: bool = True  # whether the first row has the names of the columns
    left_out: tuple[str, ...] = ()  # what was not taken, a few words each
    unclear: str = ""  # a number that could be another one under the other decimal sign

    @property
    def words(self) -> str:
        """The same in a few sentences."""
        mark = NAMES.get(self.separator, f"“{self.separator}”")
        parts = [
            f"Read as {self.encoding} text with {mark} between the values and {SIGNS[self.decimal]}"
            f" as the decimal sign{'' if self.named else '; the first row has no names'}."
        ]
        if self.left_out:
            parts.append(f"Left out: {', '.join(self.left_out)}.")
        if self.unclear:
            number = value(self.unclear, self.decimal)
            parts.append(f"“{self.unclear}” was read as {number:.12g}; choose if that is wrong.")
        return " ".join(parts)

    def without(self, *things: str) -> Reading:
        """The same reading, where more was left out."""
        return replace(self, left_out=(*self.left_out, *things))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows of cells under names, each with its line in the file."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]  # (line, cells), each as long as the names
    reading: Reading

    def column(self, name: str) -> list[str]:
        """The cells below a name, without spaces around them."""
        at = self.names.index(name)
        return [cells[at].strip() for _, cells in self.rows]


def read_sheet(
    content: bytes | str,
    *,
    named: bool | None = None,
    decimal: str | None = None,
    separator: str | None = None,
    encoding: str | None = None,
    counting: bool = False,
) -> Sheet:
    """The sheet of a file.

    Args:
        content: of the file, or its text.
        named: whether the first row has the names of the columns; None: as it looks.
        decimal: the decimal sign, a point or a comma; None: as it looks.
        separator: the sign between two values; None: as it looks.
        encoding: of the content, by Python's name; None: as it looks.
        counting: whether columns that count the rows are taken too.

    Raises:
        ValueError: it cannot be read; the sentence says where and why.
    """
    text, read_as = (content, "UTF-8") if isinstance(content, str) else decoded(content, encoding)
    rows, separator = split(text.removeprefix("\ufeff"), separator)
    full: list[Row] = []
    empty = more = 0
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            empty += 1
        elif len(full) <= MAX_ROWS:
            full.append((line, cells))
        else:
            more += 1  # only counted: a file can have millions
    if more:
        _check_size(len(full) + more - (named is not False), 0)
    left_out = []
    if empty:
        left_out.append(count(empty, "empty row"))
    if not full or (len(full) < 2 and named is not False):
        raise ValueError(TOO_SHORT)
    full = _even(full)
    if named is None:
        named = _has_names(full)
    width = len(full[0][1])
    names = [cell.strip() for cell in full[0][1]] if named else [""] * width
    body = full[1:] if named else full
    _check_size(len(body), width)
    taken: list[int] = []
    for at in range(width):
        cells = [cells[at].strip() for _, cells in body]
        if not any(cells):
            left_out.append(f"empty column {_quoted(names[at], at)}")
        elif not counting and is_index(names[at], cells, first=not taken, named=named):
            left_out.append(f"column {_quoted(names[at], at)}, which counts the rows")
        else:
            taken.append(at)
    names = [name or f"column {at + 1}" for at, name in enumerate(names)]
    _check_names([names[at] for at in taken])
    kept = tuple((line, [cells[at] for at in taken]) for line, cells in body)
    unclear = ""
    if decimal is None:
        decimal, unclear = _decimal_sign(kept, separator)
    reading = Reading(
        encoding=read_as,
        separator=separator,
        decimal=decimal,
        named=named,
        left_out=tuple(left_out),
        unclear=unclear,
    )
    return Sheet(names=tuple(names[at] for at in taken), rows=kept, reading=reading)


def plain_sheet(text: str) -> Sheet:
    """The sheet of text in the plain form: commas, points, and names in the first line.

    Raises:
        ValueError: it is not in this form; the sentence says where and why.
    """
    every = rows_of(text, ",")
    rows = list(islice(every, MAX_ROWS + 1))
    more = sum(1 for _ in every)
    if len(rows) < 2:
        raise ValueError(TOO_SHORT)
    names, body = tuple(cell.strip() for cell in rows[0][1]), rows[1:]
    if len(names) == 1 and ";" in names[0]:
        raise ValueError(
            "The CSV has semicolons between its values; separate with commas, and write decimals "
            "with a point."
        )
    _check_names(names)
    _check_size(len(body) + more, len(names))
    for line, cells in body:
        if len(cells) != len(names):
            raise ValueError(_uneven(line, len(cells), len(names)))
    return Sheet(names=names, rows=tuple(body), reading=Reading())


def is_number_column(cells: Sequence[str]) -> bool:
    """Whether most of what stands in it are numbers."""
    if plain_numbers(cells) is not None:
        return len(cells) > 0
    present = [cell for cell in cells if not missing(cell)]
    numbers = sum(map(looks_like_a_number, present))
    return bool(present) and numbers >= NUMBERS_AT_LEAST * len(present)


def _even(rows: list[Row]) -> list[Row]:
    """All rows as long as the first; empty cells at their ends are no cells.

    Raises:
        ValueError: a row is longer or shorter.
    """
    (line, header), body = rows[0], rows[1:]
    if _are_named([cells for _, cells in body], len(header)):
        header = ["", *header]  # row names without a name above them, as R writes
    width = len(header)
    named = max((at + 1 for at, cell in enumerate(header) if cell.strip()), default=0)
    even = [(line, header)]
    for line, cells in body:
        found = len(cells)
        cells = [*cells]
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not named <= len(cells) <= width:
            raise ValueError(_uneven(line, found, width))
        even.append((line, cells + [""] * (width - len(cells))))
    return even


def _are_named(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether each row begins with a cell too many that can be its name: words, or a count.

    Other numbers are values, as in a file with commas in its decimals and between them.
    """
    first = [cells[0].strip() for cells in rows]
    return (
        all(len(cells) == width + 1 and cells[-1].strip() for cells in rows)
        and len(set(first)) == len(first)
        and (all(name.isdecimal() for name in first) or not any(map(looks_like_a_number, first)))
    )


def _has_names(rows: list[Row]) -> bool:
    """Whether the first row has names and not values.

    It has values if every cell looks like those below it: numbers over numbers, and over text a
    word that comes again.  Whole numbers in a row, 0, 1, 2, are names.
    """
    first, body = rows[0][1], [cells for _, cells in rows[1:]]
    numbers = [cell.strip() for cell in first if cell.strip() and looks_like_a_number(cell)]
    if not numbers or not all(cell.strip() for cell in first[:-1]):
        return True
    if numbers in ([str(k + start) for k in range(len(numbers))] for start in (0, 1)):
        return True
    for at, cell in enumerate(first):
        below = [cells[at].strip() for cells in body]
        if not looks_like_a_number(cell) and cell.strip() and cell.strip() not in below:
            return True
    return False


def _decimal_sign(rows: Sequence[Row], separator: str) -> tuple[str, str]:
    """The decimal sign of the number columns, and a cell that is unclear, or ""."""
    columns = [*zip(*(cells for _, cells in rows), strict=True)]
    if not any(plain_numbers(column) is None and is_number_column(column) for column in columns):
        return ".", ""  # Python reads all numbers: none has a comma
    numbers = [column for column in columns if is_number_column(column)]
    cells = (cell for column in numbers for cell in column)
    return decimal_sign(cells, comma_if_unclear=separator != ",")


def _uneven(line: int, found: int, wanted: int) -> str:
    return f"Line {line} of the CSV has {count(found, 'value')}, not {wanted}."


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise ValueError(f"The CSV has {rows:,} rows; at most {MAX_ROWS:,} are allowed.")
    if columns > MAX_COLUMNS:
        raise ValueError(f"The CSV has {columns:,} columns; {MAX_COLUMNS:,} are allowed.")


def _check_names(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"The CSV has two columns named {name!r}; names must differ.")
        seen.add(name)


def _quoted(name: str, at: int) -> str:
    return repr(name) if name else f"{at + 1}"


def count(number: int, thing: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
