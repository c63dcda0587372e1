"""A student in a room of the lecture hall, and the lecturer's wall, in the protocol of their pages.

A student keeps the seat, sends an answer until the server has it, and comes back after a reload or
a lost line, as `app/hall/browser/student.js` does.  The drawing of a browser is not included.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE_SECONDS = 30.0  # for a word of the server
Drawn = tuple[float, ...]


def opened(host: str, lesson: str) -> tuple[str, str]:
    """Open a room; its code and its key."""
    request = urllib.request.Request(
        f"http://{host}/hall?lesson={lesson}", method="POST", headers={"Origin": f"http://{host}"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        found = json.loads(answer.read())
    return found["code"], found["key"]


class Line:
    """A line to a room: what comes is taken by a function, until the line ends."""

    def __init__(self, address: str, host: str, take: Callable[[dict[str, Any]], None]) -> None:
        """Not connected yet."""
        self._address, self._host, self._take = f"ws://{host}{address}", host, take
        self._socket: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.code: int | None = None  # with which the server has ended it

    async def open(self, greeting: dict[str, Any]) -> None:
        """Connect, and say who it is."""
        self._socket = await connect(
            self._address,
            origin=f"http://{self._host}",  # type: ignore[arg-type]
            open_timeout=PATIENCE_SECONDS,
            max_size=None,
        )
        await self.say(greeting)
        self._listening = asyncio.create_task(self._listen(self._socket))

    async def say(self, message: dict[str, Any]) -> None:
        """Send something.  Raises ConnectionClosed."""
        assert self._socket is not None
        await self._socket.send(json.dumps(message))

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until what has come makes a condition true.  Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def ended(self) -> None:
        """Wait until the server has ended it."""
        await self.until(lambda: self.code)
        await self.close()

    async def close(self) -> None:
        """Leave, as a page that is closed."""
        if self._socket is not None and self._listening is not None:
            await self._socket.close()
            await self._listening

    async def lose(self) -> None:
        """The line breaks without a word."""
        if self._socket is not None and self._listening is not None:
            self._socket.transport.abort()
            await self._socket.wait_closed()
            await self._listening

    async def _listen(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in socket:
                self._take(json.loads(message))
                self._news.set()
        self.code = socket.close_code
        self._news.set()


@dataclass
class HallStudent:
    """One student, and what the server has of this student."""

    host: str
    code: str
    does: str  # a word for the report
    seat: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    question: dict[str, Any] = field(default_factory=dict)
    mine: Drawn | None = None  # as the server says
    first_sent: dict[Drawn, float] = field(default_factory=dict)  # when an answer first went out
    number: int = 0
    heard: int = 0  # answers that the server has taken or refused
    line: Line | None = None

    async def come_in(self) -> None:
        """Open the page, or open it again."""
        self.state = {}
        self.line = Line(f"/h/{self.code}/line", self.host, self._take)
        await self.line.open({"seat": self.seat})
        await self.line.until(lambda: self.state)

    async def asked(self, at: int) -> None:
        """Wait until this question is asked."""
        assert self.line is not None
        await self.line.until(lambda: self.state["at"] == at and self.state["phase"] == "asking")

    async def send(self, answer: Drawn) -> None:
        """Send an answer, and wait for nothing."""
        assert self.line is not None
        self.number += 1
        self.first_sent.setdefault(answer, time.perf_counter())
        await self.line.say({"at": self.state["at"], "answer": list(answer), "number": self.number})

    async def answer(self, answer: Drawn) -> None:
        """Send an answer until the server has it."""
        await self.send(answer)
        assert self.line is not None
        await self.line.until(lambda: self.mine == answer)

    def _take(self, message: dict[str, Any]) -> None:
        if "seat" in message:
            self.seat = message["seat"]
        elif "state" in message:
            self.state = message["state"]
            self.question = message["question"] or self.question
            self.mine = tuple(message["mine"]) if message["mine"] else None
        else:
            self.heard += 1
            if message["heard"] == self.number and not message["why"]:
                self.mine = list(self.first_sent)[-1]


@dataclass
class HallWall:
    """The wall of a room, and when each answer was first on it."""

    host: str
    code: str
    key: str
    state: dict[str, Any] = field(default_factory=dict)
    answers: list[Drawn] = field(default_factory=list)
    seen: dict[Drawn, float] = field(default_factory=dict)
    line: Line | None = None

    async def open(self) -> None:
        """Show the wall."""
        self.line = Line(f"/hall/{self.code}/line", self.host, self._take)
        await self.line.open({"key": self.key})
        await self.line.until(lambda: self.state)

    async def go(self, at: int, phase: str) -> None:
        """Go to a question, and wait until the wall is there."""
        await self.do({"do": "go", "at": at, "phase": phase})
        assert self.line is not None
        await self.line.until(lambda: (self.state["at"], self.state["phase"]) == (at, phase))

    async def do(self, what: dict[str, Any]) -> None:
        """Do something else."""
        assert self.line is not None
        await self.line.say(what)

    def _take(self, message: dict[str, Any]) -> None:
        if "state" not in message:
            return
        self.state = message["state"]
        self.answers = [tuple(answer) for answer in message["answers"] if isinstance(answer, list)]
        for answer in self.answers:
            self.seen.setdefault(answer, time.perf_counter())
