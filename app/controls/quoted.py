"""Words of an address in a sentence: short, and as code, so that they cannot format the page."""

from __future__ import annotations

LETTERS_AT_MOST = 30


def quoted(text: str) -> str:
    """The text as code; what cannot be shown is a question mark, and a long one is cut."""
    if not text:
        return "nothing"
    shown = text[:LETTERS_AT_MOST]
    clean = "".join(letter if letter.isprintable() and letter != "`" else "?" for letter in shown)
    return f"`{clean}{'…' if len(text) > LETTERS_AT_MOST else ''}`"
