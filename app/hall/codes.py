"""Codes of rooms: eight letters, easy to read aloud and to type on a phone.

There are 20 letters: no vowels, so that no word comes out, and none that looks like a digit.  That
makes 2.6e10 codes.  A code lets somebody answer without a name, and nothing else.
"""

from __future__ import annotations

import secrets

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """A code at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """What somebody typed as a code: small letters, blanks and dashes do not matter."""
    return "".join(sign for sign in typed[:40].upper() if sign not in " -")


def in_words(code: str) -> str:
    """The code in two groups, as it is shown."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"
