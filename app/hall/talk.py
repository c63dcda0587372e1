"""A socket that speaks JSON: one small message at a time, and no faster than it may."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Coroutine
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.entrance.trusted_origins import is_trusted, is_welcome

DONE, WRONG, TOO_LONG = 1000, 1008, 1009
GONE = 4404  # there is no such room, or not any more
REFUSED = 4403  # no seat, or no key; the reason says why
ELSEWHERE = 4409  # the same seat has come in again


class HungUp(Exception):
    """The other side has gone, or must go, with a code."""

    def __init__(self, code: int = DONE, reason: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Talk:
    """A line with one browser."""

    def __init__(self, socket: WebSocket, message_bytes: int) -> None:
        """Args: message_bytes: that a message may have."""
        self._socket, self._bytes = socket, message_bytes

    async def begin(self) -> bool:
        """Take the line if the page that asks for it is the server's own."""
        socket = self._socket
        if is_trusted(socket.scope, socket.headers.get("origin")) or is_welcome(socket.headers):
            await socket.accept()
            return True
        await socket.close(WRONG)  # before it is accepted: the handshake is refused
        return False

    async def hear(self) -> dict[str, Any]:
        """The next message.  Raises HungUp if there is none, or if it is none."""
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise HungUp()
        text = message.get("text") or ""
        if len(text) > self._bytes or message.get("bytes"):
            raise HungUp(TOO_LONG)
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            raise HungUp(WRONG) from None
        if not isinstance(said, dict):
            raise HungUp(WRONG)
        return said

    async def greeted(self, seconds: float) -> dict[str, Any]:
        """The first message, which must come soon."""
        try:
            return await asyncio.wait_for(self.hear(), seconds)
        except TimeoutError:
            raise HungUp(WRONG) from None

    async def say(self, text: str) -> None:
        """Send JSON.  Raises HungUp if nobody is there."""
        try:
            await self._socket.send_text(text)
        except (WebSocketDisconnect, RuntimeError):
            raise HungUp() from None

    async def end(self, code: int, reason: str = "") -> None:
        """Close the line."""
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it is closed already
            await self._socket.close(code, reason)


async def both(*ways: Coroutine[Any, Any, None]) -> None:
    """Hear and speak until either ends; raises what it raises."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
