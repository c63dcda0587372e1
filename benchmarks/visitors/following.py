"""The frames of a training, received and acknowledged as the stage does."""

from __future__ import annotations

import asyncio
import json
import struct
import time
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks.visitors.page import Page

ACK = b"\0"
UNKNOWN = 4404  # what the server closes with where it does not know the training


class Following:
    """The frames of the newest training."""

    def __init__(self, host: str, gaps: list[float], page: Page) -> None:
        """`gaps` takes the seconds from one message with frames to the next, `page` the news."""
        self.host, self.gaps, self.page = host, gaps, page
        self.path = ""
        self.task: asyncio.Task[None] | None = None

    def follow(self, path: str) -> None:
        """Open the socket at this path if it is new."""
        if path == self.path:
            return
        self.path = path
        if path:
            self.task = asyncio.create_task(self.receive(path))

    async def stop(self) -> None:
        """Stop receiving, and wait until the line is closed."""
        self.path = ""
        if self.task:
            self.task.cancel()
            await asyncio.wait([self.task])

    async def receive(self, path: str) -> None:
        """Acknowledge messages until the training ends."""
        before = 0.0
        try:
            async with connect(
                f"ws://{self.host}{path}",
                origin=f"http://{self.host}",  # type: ignore[arg-type]
                max_size=None,
                open_timeout=60,
            ) as socket:
                while True:
                    message = await socket.recv(decode=False)
                    now = time.monotonic()
                    if path == self.path:
                        self.page.live = live_in(message)
                    if b'"steps": []' not in message[:4000]:
                        if before:
                            self.gaps.append(now - before)
                        before = now
                    await socket.send(ACK)
        except ConnectionClosed as closed:
            if closed.rcvd is not None and closed.rcvd.code == UNKNOWN:
                self.page.complaints.append("The server does not know the training.")
        except OSError:
            return


def live_in(message: bytes) -> dict[str, Any]:
    """What a message of the stage says of its training: state, step, place in line."""
    (length,) = struct.unpack_from("<I", message)
    live: dict[str, Any] = json.loads(message[4 : 4 + length])["live"]
    return live
