"""All rooms of the server, by their codes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator

from app.hall.codes import new_code, read_code
from app.hall.limits import Limits
from app.hall.question import Asked
from app.hall.room import Room

FULL = "All rooms of this server are taken, until a lecturer closes a room."


class Rooms:
    """Rooms in memory, and nowhere else."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        new_code: Callable[[], str] = new_code,
    ) -> None:
        """None yet.

        Args:
            limits: how many, and how long they live.
            clock: seconds.
            new_code: gives codes.
        """
        self.limits = limits or Limits()
        self._clock, self._new_code = clock, new_code
        self._rooms: dict[str, Room] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rooms)

    def __iter__(self) -> Iterator[Room]:
        """All of them."""
        return iter(list(self._rooms.values()))

    def open(self, questions: tuple[Asked, ...], visitor: str = "") -> Room:
        """A new room.  If all are taken, the loneliest makes way, or one of somebody with many.

        Args:
            questions: of a lesson.
            visitor: who opens it.

        Raises:
            ValueError: all are taken.
        """
        self.sweep()
        if len(self._rooms) >= self.limits.rooms:
            self.close(self._making_way(visitor))
        code = self._new_code()
        while code in self._rooms:
            code = self._new_code()
        room = self._rooms[code] = Room(code, questions, self._clock, self.limits, visitor)
        return room

    def _making_way(self, visitor: str) -> Room:
        """The room that this visitor gets the place of.  Raises ValueError if there is none."""
        rooms = self._rooms.values()
        loneliest = max(rooms, key=lambda room: room.lonely)
        if loneliest.lonely >= self.limits.lonely_seconds:
            return loneliest
        ((greedy, many),) = Counter(room.visitor for room in rooms).most_common(1)
        if greedy == visitor or many <= self.limits.rooms_of_one:
            raise ValueError(FULL)
        return min((room for room in rooms if room.visitor == greedy), key=lambda room: room.here)

    def find(self, code: str) -> Room | None:
        """The room of a code, as somebody typed it; None if there is none any more."""
        self.sweep()
        return self._rooms.get(read_code(code))

    def close(self, room: Room) -> None:
        """End a room."""
        self._rooms.pop(room.code, None)
        room.close()

    def sweep(self) -> None:
        """End the rooms whose time is over."""
        for room in [room for room in self._rooms.values() if room.left <= 0]:
            self.close(room)
