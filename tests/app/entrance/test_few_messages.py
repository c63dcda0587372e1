"""What a page asks for too fast waits, on its own line alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.entrance.few_messages import FewMessages
from app.entrance.trusted_origins import STREAM

SAID: Message = {"type": "websocket.receive", "bytes": b"rerun"}
GONE: Message = {"type": "websocket.disconnect", "code": 1000}


def waits(
    messages: Sequence[Message], *, path: str = STREAM, every: float = 0.0
) -> tuple[list[float], list[Message]]:
    """The seconds of each wait where messages come so often, and what the app got."""
    now, waited, got = 0.0, list[float](), list[Message]()
    coming = iter(messages)

    async def receive() -> Message:
        nonlocal now
        now += every
        return next(coming)

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        waited.append(seconds)

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        for _ in messages:
            got.append(await receive())

    async def send(_message: Message) -> None:
        raise AssertionError

    limited = FewMessages(app, at_once=5, a_second=4.0, clock=lambda: now, sleep=sleep)
    asyncio.run(limited({"type": "websocket", "path": path}, receive, send))
    return waited, got


def test_some_messages_come_at_once_and_more_wait_their_turn() -> None:
    waited, got = waits([SAID] * 9)
    assert waited == pytest.approx([0.25] * 4)
    assert got == [SAID] * 9


def test_nobody_who_asks_now_and_then_waits() -> None:
    assert waits([SAID] * 100, every=0.26)[0] == []


def test_below_a_path_too_and_no_other_socket() -> None:
    assert len(waits([SAID] * 9, path=f"/lectures{STREAM}")[0]) == 4
    assert waits([SAID] * 9, path="/live/token")[0] == []


def test_who_leaves_is_heard_at_once() -> None:
    waited, got = waits([*[SAID] * 5, GONE])
    assert waited == []
    assert got[-1] == GONE
