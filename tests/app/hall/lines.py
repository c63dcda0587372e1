"""Rooms on a server of their own, and lines of students and walls to them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.frames import Close
from websockets.sync.client import ClientConnection, connect

from app.hall.limits import Limits
from app.hall.room import Room
from app.hall.rooms import Rooms
from app.hall.routes import hall_routes
from tests.app.hall.asking import QUESTIONS
from tests.app.stage.serving import serving
from tests.patience import SECONDS


class Hall:
    """A server with rooms."""

    def __init__(self, host: str, rooms: Rooms) -> None:
        self.host, self.rooms = host, rooms

    def room(self) -> Room:
        """A new room, before anybody is in it."""
        return self.rooms.open(QUESTIONS)

    @contextmanager
    def line(self, address: str, greeting: object, **options: Any) -> Iterator[ClientConnection]:
        """A line on which the greeting has been said."""
        options = {"origin": f"http://{self.host}", "close_timeout": 0.2, **options}
        with connect(f"ws://{self.host}{address}", **options) as line:
            with contextlib.suppress(ConnectionClosed):  # the server may have ended it already
                line.send(json.dumps(greeting))
            yield line

    @contextmanager
    def student(self, room: Room, seat: str = "") -> Iterator[ClientConnection]:
        """A student's line."""
        with self.line(f"/h/{room.code}/line", {"seat": seat}) as line:
            yield line

    @contextmanager
    def wall(self, room: Room) -> Iterator[ClientConnection]:
        """The lecturer's line."""
        with self.line(f"/hall/{room.code}/line", {"key": room.key}) as line:
            yield line


@contextmanager
def hall(limits: Limits | None = None) -> Iterator[Hall]:
    """A server that ends with the test."""
    rooms = Rooms(limits)
    with serving(hall_routes(rooms)) as host:
        yield Hall(host, rooms)


def heard(line: ClientConnection, name: str) -> dict[str, Any]:
    """The next message that has this name in it."""
    while True:
        message: dict[str, Any] = json.loads(line.recv(SECONDS))
        if name in message:
            return message


def seen(line: ClientConnection, **state: Any) -> dict[str, Any]:
    """The next message whose state is so."""
    while True:
        message = heard(line, "state")
        if state.items() <= message["state"].items():
            return message


def say(line: ClientConnection, **message: Any) -> None:
    """Say something."""
    line.send(json.dumps(message))


def answered(line: ClientConnection, at: int, answer: object, number: int = 1) -> str:
    """Answer, and wait for what becomes of it."""
    say(line, at=at, answer=answer, number=number)
    while (message := heard(line, "heard"))["heard"] != number:
        pass
    return str(message["why"])


def code_of(line: ClientConnection) -> int:
    """With which code the line ends."""
    return end_of(line).code


def end_of(line: ClientConnection) -> Close:
    """How the line ends."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            line.recv(SECONDS)
    assert line.close_code is not None
    return Close(line.close_code, line.close_reason or "")
