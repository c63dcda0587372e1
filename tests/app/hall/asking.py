"""What the tests of the hall share: the questions of a small lesson, and a clock that is set."""

from __future__ import annotations

from app.hall.question import Asked
from tests.app.course.small import AGAIN, PREDICT, TRANSFER, WALK

#: Two options; a border to draw, 0 to 120; two options.
QUESTIONS = (Asked(WALK, AGAIN), Asked(WALK, PREDICT), Asked(WALK, TRANSFER))
CHOICE, DRAWN, OTHER = range(3)


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def nothing() -> None:
    """Hang up, where nobody listens."""
