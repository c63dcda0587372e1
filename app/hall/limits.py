"""The limits of the lecture hall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many, how often, how long; the defaults are for classes on one machine."""

    rooms: int = 20
    rooms_of_one: int = 5  # visitor; where all rooms are taken, somebody with more loses a room
    seats: int = 250  # of a room
    walls: int = 4  # pages of the lecturer of a room that are open
    room_seconds: float = 7200.0  # after which a room dies
    lonely_seconds: float = 60.0  # with nobody in it, before a room may make way for a new room
    away_seconds: float = 90.0  # without a line, before a seat of a full room is given away
    answers_a_second: float = 4.0  # that a seat is heard; what is more waits in its own line
    answers_at_once: int = 20
    message_bytes: int = 4096  # an answer is no longer
    greeting_seconds: float = 10.0  # after which a line that says nothing is closed
    wall_seconds: float = 0.2  # from one message to the wall to the next
