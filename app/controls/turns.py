"""Turns at something that takes long: a visitor has one at a time, and leaves room for others."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(eq=False)
class _Ticket:
    visitor: str


class Turns:
    """A few at once, of as many visitors; next is who has had a turn least recently."""

    def __init__(self, at_once: int) -> None:
        """Nobody has a turn."""
        self._at_once = at_once
        self._changed = threading.Condition()
        self._waiting: list[_Ticket] = []  # oldest first
        self._having: set[str] = set()
        self._count = 0
        self._had: dict[str, int] = {}  # of visitors who wait or have one: the number of the last

    @contextmanager
    def turn(self, visitor: str) -> Iterator[None]:
        """Wait for a turn of this visitor, and have it until the block ends."""
        ticket = _Ticket(visitor)
        with self._changed:
            self._waiting.append(ticket)
            self._changed.wait_for(lambda: self._next() is ticket)
            self._waiting.remove(ticket)
            self._having.add(visitor)
            self._count += 1
            self._had[visitor] = self._count
            self._changed.notify_all()  # there may be room for another
        try:
            yield
        finally:
            with self._changed:
                self._having.remove(visitor)
                if not self.waiting(visitor):
                    del self._had[visitor]
                self._changed.notify_all()

    def waiting(self, visitor: str) -> int:
        """How many wait for a turn of this visitor."""
        return sum(ticket.visitor == visitor for ticket in self._waiting)

    def _next(self) -> _Ticket | None:
        if len(self._having) >= self._at_once:
            return None
        able = (ticket for ticket in self._waiting if ticket.visitor not in self._having)
        return min(able, key=lambda ticket: self._had.get(ticket.visitor, 0), default=None)
