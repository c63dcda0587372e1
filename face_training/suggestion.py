"""A word that nobody knows: which known one was meant?"""

from __future__ import annotations

import difflib
from collections.abc import Collection


def nearest(word: str, known: Collection[str]) -> str:
    """ "; did you mean ...?" where something known is near, else "."."""
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else "."
