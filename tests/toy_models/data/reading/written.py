"""A table whose values are known, and the text of files that hold it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import numpy as np

#: The second and third numbers tell decimals from thousands; the words have letters beyond ASCII.
NUMBERS = np.array([[k - 3.5, 1000 + k * 250.25, -0.125 * k] for k in range(12)])
LABELS = tuple(f"Größe {'ABC'[k // 3 % 2]}" for k in range(12))
NAMES = ("height", "größte Breite", "depth")


def number(value: float, decimal: str = ".", thousands: str = "") -> str:
    """As a spreadsheet shows it."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate({ord(","): thousands, ord("."): decimal})


def rows(show: Callable[[float], str] = number) -> list[list[str]]:
    """A line of names, and the rows with the label last."""
    body = [
        [*map(show, values), label] for values, label in zip(NUMBERS.tolist(), LABELS, strict=True)
    ]
    return [[*NAMES, "label"], *body]


def written(cells: list[list[str]], separator: str = ",", end: str = "\n", quote: int = 0) -> str:
    """The text of a file."""
    to = io.StringIO()
    csv.writer(to, delimiter=separator, lineterminator=end, quoting=quote).writerows(cells)  # type: ignore[arg-type]
    return to.getvalue()


def with_comma(value: float) -> str:
    return number(value, ",")


def first_to_front(cells: list[list[str]]) -> list[list[str]]:
    return [[row[-1], *row[:-1]] for row in cells]


def ends(cells: list[list[str]], *more: str, counting: str = "") -> list[list[str]]:
    """With more cells in each row, or with a column of this name that counts the rows."""
    if counting:
        return [[*row, str(at) if at else counting] for at, row in enumerate(cells)]
    return [[*row, *more] for row in cells]


def counted(cells: list[list[str]], name: str, start: int = 0) -> list[list[str]]:
    return [[name if at == 0 else str(at - 1 + start), *row] for at, row in enumerate(cells)]


PLAIN = written(rows())
