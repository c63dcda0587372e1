"""Text in the cells of CSV files that people open with a spreadsheet.

A spreadsheet takes a cell that begins with one of a few signs for a formula, which may fetch an
address or start a program: https://owasp.org/www-community/attacks/CSV_Injection.  Such text gets
an apostrophe in front, which a spreadsheet reads as "this is text".  A number stays a number.
"""

from __future__ import annotations

import re

FORMULA = tuple("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


def as_text(text: str) -> str:
    """The text, so that no spreadsheet computes it."""
    if text.lstrip(" ").startswith(FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
