"""What can be understood of the memory that a browser, a file or a link brings.

{"angles": {"said": {"1.predict": [57.0], "1.transfer": 1}, "because": {}, "seen": ["1.page"]},
 "challenges": {"stuck": {"tried": ["0a1b2c3d"], "solved": 0, "hints": 1}}}
"""

from __future__ import annotations

import json
from typing import Any

from app.course.record import CHALLENGES

Plain = dict[str, Any]
LARGEST = 1e9  # number that an answer has


def understood(plain: object) -> dict[str, Plain]:
    """The lessons and challenges that have their shape: `plain` itself, if all have it."""
    entries = plain.items() if isinstance(plain, dict) else ()
    return {
        slug: entry
        for slug, entry in entries
        if (_challenges(entry) if slug == CHALLENGES else _lesson(entry)) and _text([slug, entry])
    }


def _challenges(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(plain, dict) for plain in entry.values())


def _lesson(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    said, because, seen = entry.get("said", {}), entry.get("because", {}), entry.get("seen", [])
    return (
        isinstance(said, dict)
        and all(map(_answer, said.values()))
        and isinstance(because, dict)
        and all(isinstance(words, str) for words in because.values())
        and isinstance(seen, list)
        and all(isinstance(address, str) for address in seen)
    )


def _answer(value: object) -> bool:
    """The index of an option, or the numbers of a drawing."""
    return all(
        isinstance(number, int | float) and not isinstance(number, bool) and abs(number) <= LARGEST
        for number in (value if isinstance(value, list) else [value])
    )


def _text(entry: object) -> bool:
    """Whether it can be written: half a pair of surrogates cannot."""
    try:
        json.dumps(entry, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
