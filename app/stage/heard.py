"""What the stage in a browser says to the page: anybody can send anything in its place.

What is none of it counts as nothing said.
"""

from __future__ import annotations

from typing import Any

SAMPLES_AT_MOST = 1000
LARGEST = 10**9  # of the number of a sample, or of a step


def samples_of(selection: Any) -> list[int]:
    """The numbers of the chosen samples, each once."""
    if not isinstance(selection, list):
        return []
    return list(dict.fromkeys(filter(_is_number, selection)))[:SAMPLES_AT_MOST]


def place_of(step: Any) -> int | None:
    """The index of a kept step."""
    return step if _is_number(step) else None


def command_of(command: Any, shown: str) -> str:
    """What a button asks of what is `shown`; a command for what was shown before is too late."""
    if not isinstance(command, dict) or command.get("to") != shown:
        return ""
    asked = command.get("do")
    return asked if isinstance(asked, str) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST
