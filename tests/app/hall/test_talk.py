"""A line that speaks JSON hangs up on what is none, on what is too long, and on silence."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket

from app.hall.talk import DONE, TOO_LONG, WRONG, HungUp, Talk, both


class Socket:
    """A socket that hears what a test says."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages = list(messages)

    async def receive(self) -> dict[str, Any]:
        if not self.messages:
            await asyncio.sleep(60)
        return self.messages.pop(0)


def talk(*messages: dict[str, Any]) -> Talk:
    return Talk(cast(WebSocket, Socket(*messages)), 20)


def text(words: str) -> dict[str, Any]:
    return {"type": "websocket.receive", "text": words}


def test_a_message_is_an_object() -> None:
    assert asyncio.run(talk(text('{"at": 1}')).hear()) == {"at": 1}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "websocket.disconnect"}, DONE),
        (text("[1]"), WRONG),
        (text("{"), WRONG),
        (text(""), WRONG),
        (text("[" * 20), WRONG),
        (text('"' + "x" * 20), TOO_LONG),
        ({"type": "websocket.receive", "bytes": b"{}"}, TOO_LONG),
    ],
)
def test_other_messages_end_the_line(message: dict[str, Any], code: int) -> None:
    with pytest.raises(HungUp) as end:
        asyncio.run(talk(message).hear())
    assert end.value.code == code


def test_silence_ends_the_line() -> None:
    with pytest.raises(HungUp) as end:
        asyncio.run(talk().greeted(0.01))
    assert end.value.code == WRONG


def test_when_one_way_ends_the_other_does() -> None:
    ended: list[str] = []

    async def waits() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("waits")

    async def hangs_up() -> None:
        await asyncio.sleep(0)
        raise HungUp(WRONG, "why")

    with pytest.raises(HungUp, match="why"):
        asyncio.run(both(waits(), hangs_up()))
    assert ended == ["waits"]
