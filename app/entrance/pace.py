"""How often somebody is heard: so many at once, then so many a second."""

from __future__ import annotations


class Pace:
    """A bucket of turns that fills with time."""

    def __init__(self, a_second: float, at_once: int, now: float) -> None:
        """It is full at the time `now`, in seconds."""
        self._a_second, self._at_once = a_second, at_once
        self._turns, self._then = float(at_once), now

    def wait(self, now: float) -> float:
        """Take a turn.  Returns the seconds until it comes, zero if it is there."""
        grown = self._turns + (now - self._then) * self._a_second
        self._turns, self._then = min(float(self._at_once), grown) - 1, now
        return max(0.0, -self._turns / self._a_second)
