"""From a cell to a number: the decimal sign, and marks between thousands.

1.234,5 and 1,234.5 are one number as two countries write it.  All number cells of a file decide
together which sign is the decimal one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SIGNS = {".": "a point", ",": "a comma"}
#: How programs write that nothing is there, in lower case.
MISSING = {"", "nan", "-nan", "na", "n/a", "<na>", "null", "\\n", "none"}
MISSING |= {"-", "--", "\u2212", "\u2013", "\u2014", "?", ".", "..", "...", "*"}
MISSING |= {"#n/a", "#div/0!", "#value!", "#null!", "#num!", "#ref!", "#name?"}
MISSING |= {"1.#qnan", "1.#ind", "-1.#ind"}
_SPACES = " \u00a0\u2009\u202f"
_OTHER_MARKS = f"'’{_SPACES}"  # between thousands, whatever the decimal sign is
_LOOKS = re.compile(rf"[+-]?(\d[\d.,{_OTHER_MARKS}]*|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)


def plain(cell: str) -> str:
    """Without spaces around it, and with a hyphen for the typographer's minus."""
    return cell.strip().replace("\u2212", "-")


def missing(cell: str) -> bool:
    """Whether nothing stands there."""
    return cell.strip().lower() in MISSING


def looks_like_a_number(cell: str) -> bool:
    """Whether it is one under some decimal sign, or one that Python reads."""
    text = plain(cell)
    if value(text, ".") is not None:
        return True
    return bool(_LOOKS.fullmatch(text)) and value(text, ",") is not None


def plain_numbers(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """All cells as numbers, if Python reads each of them and each is finite; else None.

    Most columns are so.  A file can have millions of cells, and this is many times faster than to
    ask cell by cell under which decimal sign each is a number.
    """
    if any("_" in cell for cell in cells):  # Python alone reads 1_000
        return None
    try:
        numbers_N = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    return numbers_N if np.isfinite(numbers_N).all() else None


def decimal_sign(cells: Iterable[str], *, comma_if_unclear: bool) -> tuple[str, str]:
    """The decimal sign of these number cells, and a cell that either sign could read, or "".

    Args:
        cells: those of the number columns.
        comma_if_unclear: what 1,234 is where no cell decides: a decimal comma, else a thousand.
    """
    votes, unclear = {".": 0, ",": 0}, ""
    for cell in cells:
        text = plain(cell)
        if "," not in text and "." not in text:
            continue
        with_point, with_comma = value(text, "."), value(text, ",")
        if with_comma is None:
            votes["."] += with_point is not None
        elif with_point is None:
            votes[","] += 1
        elif with_point != with_comma:
            unclear = unclear or cell.strip()
    if votes["."] or votes[","]:
        return max(votes, key=lambda sign: votes[sign]), ""
    if unclear and "," in unclear and "." not in unclear:
        return ("," if comma_if_unclear else "."), unclear
    return ".", unclear if "." not in unclear else ""


def value(cell: str, decimal: str) -> float | None:
    """The number in a cell under a decimal sign; None if it is none.  It may be infinite."""
    text = plain(cell)
    if "_" in text:  # Python alone reads 1_000
        return None
    if decimal == "." or not re.search("[.,]", text):
        try:
            return float(text)
        except ValueError:
            pass
    grouped = _grouped(decimal).fullmatch(text)
    if grouped is None:
        return None
    sign, whole, _, fraction, power = grouped.groups()
    if not (whole or fraction):  # a sign, a point or a power alone
        return None
    digits = re.sub(r"\D", "", whole or "")
    return float(f"{sign}{digits or '0'}.{fraction or '0'}{power or ''}")


def _grouped(decimal: str) -> re.Pattern[str]:
    return _GROUPED[decimal]


def _pattern(decimal: str) -> re.Pattern[str]:
    """Sign, whole part with one kind of mark between its thousands, fraction, power of ten."""
    mark = ("," if decimal == "." else r"\.") + _OTHER_MARKS
    point = re.escape(decimal)
    return re.compile(
        rf"([+-]?)(\d+|[1-9]\d{{0,2}}(?:([{mark}])\d{{3}})(?:\3\d{{3}})*)?"
        rf"(?:{point}(\d*))?(e[+-]?\d+)?",
        re.IGNORECASE,
    )


_GROUPED = {sign: _pattern(sign) for sign in SIGNS}
