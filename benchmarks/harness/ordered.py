"""What a server for a class must keep to; a benchmark that finds more ends the command with 1.

a part of a visitor's page again, while somebody misbehaves      PART_MILLISECONDS, 95 of 100
what the server's memory grows by, whatever one visitor asks for GROWN_MEGABYTES
students of a class or a hall who are left without their run     WITHOUT_RUN
"""

from __future__ import annotations

from collections.abc import Sequence

PART_MILLISECONDS = 150
GROWN_MEGABYTES = 600
WITHOUT_RUN = 0
NOT_FOUND = 0  # answers 404


class Exceeded(Exception):
    """Some limits were passed; the sentences say which."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(f"TOO MUCH: {sentence}" for sentence in sentences))


def judge(sentences: Sequence[str]) -> None:
    """Raise Exceeded if there are any."""
    if sentences:
        raise Exceeded(sentences)
