"""What a refused name is told: the nearest name that there is, and all of them."""

from __future__ import annotations

import difflib
from collections.abc import Collection

#: How alike two names must be, of 1.  'arc_sofmax' is a slip; 'arcface' and 'arcnegface' are two.
ALIKE = 0.83


def instead_of(name: str, known: Collection[str]) -> str:
    """The end of the sentence "Unknown loss 'x'": maybe a question, then what is allowed."""
    close = difflib.get_close_matches(name, known, 1, ALIKE)
    question = f"; did you mean {close[0]!r}?" if close else "."
    return f"{question} Allowed: {', '.join(known) or 'none'}."
