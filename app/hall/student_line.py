"""The socket of a student: takes answers, and says what is asked.

    heard   {"seat": token}                         first; without a token it is a newcomer
            {"at": 3, "answer": 1, "number": 17}    an index of an option, or a drawing's values
    said    {"seat": token}                         first
            {"state": {...}, "question": {...}, "mine": ..., "outcome": {...}}
            {"heard": 17, "why": ""}                why the answer does not count; empty if it does

Nothing of anybody else is ever said here.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from starlette.websockets import WebSocket

from app.hall.greeting import after_greeting
from app.hall.room import Phase, Room, Seat
from app.hall.rooms import Rooms
from app.hall.talk import ELSEWHERE, GONE, REFUSED, HungUp, Talk, both


async def student_line(rooms: Rooms, socket: WebSocket) -> None:
    """Serve a line until it ends."""

    async def serve(room: Room, talk: Talk, greeting: dict[str, Any]) -> None:
        await _Student(room, talk).serve(str(greeting.get("seat", "")))

    await after_greeting(rooms, socket, serve)


class _Student:
    def __init__(self, room: Room, talk: Talk) -> None:
        self._room, self._talk = room, talk
        self._news, self._elsewhere = asyncio.Event(), False

    async def serve(self, token: str) -> None:
        room = self._room
        if room.over:
            raise HungUp(GONE)
        try:
            seat = room.sit(token, self._hang_up)
        except ValueError as error:
            raise HungUp(REFUSED, str(error)) from None
        room.watch(self._news.set)
        try:
            await self._talk.say(json.dumps({"seat": seat.token}))
            await both(self._hear(seat), self._speak(seat))
        finally:
            room.unwatch(self._news.set)
            room.stand_up(seat, self._hang_up)

    def _hang_up(self) -> None:
        self._elsewhere = True
        self._news.set()

    async def _hear(self, seat: Seat) -> None:
        """Take answers, no faster than a seat is heard: what is more waits in its own line."""
        while True:
            said = await self._talk.hear()
            await asyncio.sleep(seat.pace.wait(time.monotonic()))
            why = self._room.answer(seat, said.get("at"), said.get("answer"))
            await self._talk.say(json.dumps({"heard": said.get("number"), "why": why}))

    async def _speak(self, seat: Seat) -> None:
        """Say what is new."""
        said, asked = -1, None
        while True:
            self._news.clear()
            if self._elsewhere:
                raise HungUp(ELSEWHERE)
            if self._room.over:
                raise HungUp(GONE)
            if said != self._room.news:
                said = self._room.news
                fresh = self._room.asked is not asked
                asked = self._room.asked
                await self._talk.say(state_message(self._room, seat, fresh=fresh))
                continue
            await self._news.wait()


def state_message(room: Room, seat: Seat, *, fresh: bool) -> str:
    """What a student sees, as JSON; with `fresh` the question too."""
    question, mine = room.asked, room.answer_of(seat)
    outcome = question.outcome_for(mine) if question and room.phase is Phase.OUTCOME else None
    state: dict[str, Any] = {
        "at": room.at, "of": len(room.questions), "phase": room.phase.value, "paused": room.paused,
    }  # fmt: skip
    whole = question.for_students if question and fresh else "null"
    return (
        f'{{"state": {json.dumps(state)}, "question": {whole}, "mine": {json.dumps(mine)}, '
        f'"outcome": {json.dumps(outcome)}}}'
    )
