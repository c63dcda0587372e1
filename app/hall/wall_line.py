"""The socket of the lecturer's page, the wall: says all answers, and takes what the lecturer does.

    heard   {"key": key, "dark": false}             first
            {"do": "go", "at": 3, "phase": "answers"}
            {"do": "pause", "on": true}             also "shut", the door
            {"do": "close"}
            {"do": "address", "address": "http://192.168.0.10:8501/h/BCDFGHJK"}
    said    {"own": "192.168.0.10", "lesson": ...}  first
            {"state": {...}, "answers": [...], "question": {...}}
            {"address": ..., "qr": "<svg ..."}      or {"problem": ...}

What the lecturer does names where it leads, so that it does no harm when it comes twice.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from starlette.websockets import WebSocket

from app.hall.greeting import after_greeting
from app.hall.own_address import own_address
from app.hall.qr import qr_picture
from app.hall.room import Phase, Room
from app.hall.rooms import Rooms
from app.hall.talk import GONE, REFUSED, WRONG, HungUp, Talk, both

NO_KEY = "Only the browser that has opened this room can show its wall."
MANY = "This wall is open in too many windows."


async def wall_line(rooms: Rooms, socket: WebSocket) -> None:
    """Serve a line until it ends."""

    async def serve(room: Room, talk: Talk, greeting: dict[str, Any]) -> None:
        if not secrets.compare_digest(str(greeting.get("key", "")).encode(), room.key.encode()):
            raise HungUp(REFUSED, NO_KEY)
        if len(room.walls) >= rooms.limits.walls:
            raise HungUp(REFUSED, MANY)
        await _Wall(rooms, room, talk, dark=greeting.get("dark") is True).serve()

    await after_greeting(rooms, socket, serve)


class _Wall:
    def __init__(self, rooms: Rooms, room: Room, talk: Talk, *, dark: bool) -> None:
        self._rooms, self._room, self._talk, self._dark = rooms, room, talk, dark
        self._news = asyncio.Event()

    async def serve(self) -> None:
        room = self._room
        room.watch(self._news.set, wall=True)
        try:
            await self._talk.say(json.dumps({"own": own_address()}))
            await both(self._hear(), self._speak())
        finally:
            room.unwatch(self._news.set)

    async def _hear(self) -> None:
        while True:
            said = await self._talk.hear()
            if said.get("do") == "address":
                await self._talk.say(json.dumps(self._picture(str(said.get("address", "")))))
            else:
                self._do(said)

    def _picture(self, address: str) -> dict[str, str]:
        try:
            return {"address": address, "qr": qr_picture(address, self._room.code)}
        except ValueError as error:
            return {"problem": str(error)}

    def _do(self, said: dict[str, Any]) -> None:
        at, on = said.get("at"), said.get("on") is True
        try:
            match said.get("do"):
                case "go" if isinstance(at, int):
                    self._room.go(at, Phase(str(said.get("phase"))))
                case "pause":
                    self._room.pause(on)
                case "shut":
                    self._room.shut_door(on)
                case "close":
                    self._rooms.close(self._room)
                case _:
                    raise HungUp(WRONG)
        except ValueError:
            raise HungUp(WRONG) from None

    async def _speak(self) -> None:
        """Say what is new, a few times a second at most."""
        said, asked = -1, None
        while True:
            self._news.clear()
            if self._room.over:
                raise HungUp(GONE)
            if said != self._room.wall_news:
                question, shown = self._room.asked, "null"
                if question is not asked and question is not None:
                    # A chart takes a tenth of a second to draw, for which nobody else should wait.
                    shown = await asyncio.to_thread(question.for_wall, self._dark)
                    if self._room.asked is not question:
                        continue  # the lecturer has gone on meanwhile
                said, asked = self._room.wall_news, question
                await self._talk.say(wall_message(self._room, shown))
                await asyncio.sleep(self._rooms.limits.wall_seconds)
                continue
            await self._news.wait()


def wall_message(room: Room, question: str) -> str:
    """What the wall shows, as JSON; the question is JSON already, or null."""
    asked, answers = room.asked, room.answers()
    state = {
        "at": room.at, "of": len(room.questions), "phase": room.phase.value, "paused": room.paused,
        "shut": room.shut, "played": room.played, "here": room.here, "answered": len(answers),
        "left": round(room.left),
    }  # fmt: skip
    summed = asked.summed(answers) if asked else []
    return (
        f'{{"state": {json.dumps(state)}, "answers": {json.dumps(summed)}, "question": {question}}}'
    )
