"""Codes that join the two files of a student and say nothing about anybody: `tern-k7f2w`.

Students write them down and type them weeks later, so every way to type a code is one code.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

BIRDS = (
    "tern",
    "wren",
    "rook",
    "kite",
    "swan",
    "ibis",
    "teal",
    "lark",
    "crow",
    "dove",
    "finch",
    "gull",
)
SIGNS = "23456789bcdfghjkmnpqrstvwxz"  # none looks like another, and they make no words
LENGTH = 5  # 172 million codes: among 300 students two are alike in 3 classes of 10,000


def new_code() -> str:
    """A code, drawn."""
    return f"{secrets.choice(BIRDS)}-{''.join(secrets.choice(SIGNS) for _ in range(LENGTH))}"


def one_spelling(typed: str) -> str:
    """A code as it is compared: small letters, one hyphen after the bird, no blanks."""
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", typed).lower())
    letters = "".join(parts)
    bird = next((bird for bird in BIRDS if letters.startswith(bird) and letters != bird), "")
    return f"{bird}-{letters.removeprefix(bird)}" if bird else "-".join(parts)
