"""How quickly a page may ask for more: the messages of a browser to Streamlit's socket.

Every message can run a page again, and nobody else's page is made at the same moment.  People do
not ask so often for long; a program could.  What comes too fast waits, on its own line alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.entrance.pace import Pace
from app.entrance.trusted_origins import STREAM

AT_ONCE = 60  # messages of a socket
A_SECOND = 8.0  # then


class FewMessages:
    """Middleware around Streamlit's socket."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        at_once: int = AT_ONCE,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Args: at_once: messages that may come without a pause; a_second: that are earned anew."""
        self._app = app
        self._at_once, self._a_second = at_once, a_second
        self._clock, self._sleep = clock, sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            receive = self._slowed(receive)
        await self._app(scope, receive, send)

    def _slowed(self, receive: Receive) -> Receive:
        pace = Pace(self._a_second, self._at_once, self._clock())

        async def slowed() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            seconds = pace.wait(self._clock())
            if seconds > 0:
                await self._sleep(seconds)
            return message

        return slowed
