"""Columns that count the rows: programs write them beside a table, and they are no feature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: Names of a column that counts the rows, if it does.
INDEX_NAMES = re.compile(
    r"unnamed: \d+(\.\d+)*|level_\d+|\w*id|(.*[\s_.-])?"
    r"(#|id|idx|index|no|nr|num|number|row|rows|rownames|obs|observation|record|case|sample)\.?",
    re.IGNORECASE,
)
DIGITS = 19  # of a number that counts, fewer
COUNTED = 8  # rows that a column without a name counts, at least


def is_index(name: str, cells: Sequence[str], *, first: bool, named: bool) -> bool:
    """Whether a column counts the rows, or names each by a number of its own.

    A column with such a name may stand anywhere.  One without a name must be the first.
    """
    if (name and not INDEX_NAMES.fullmatch(name)) or not (name or first):
        return False
    whole = [cell.removesuffix(".0") for cell in cells]
    if not all(cell.isdecimal() and len(cell) < DIGITS for cell in whole):
        return False
    numbers = list(map(int, whole))
    if not named:  # nothing but the numbers says so
        return len(numbers) >= COUNTED and numbers in _counts(numbers, (0, 1))
    if not name:
        return len(set(numbers)) == len(numbers)
    return sorted(numbers) in _counts(numbers, (min(numbers),))


def _counts(numbers: Sequence[int], starts: Iterable[int]) -> list[list[int]]:
    return [list(range(start, start + len(numbers))) for start in starts]
