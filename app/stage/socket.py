"""The frames of a training under way, pushed to the browser over a WebSocket.

The server sends an opening message, then frames as they come, and a last message when the job is
over.  The client answers each message with one byte, and only then gets the next.  So a slow client
gets what it missed in one message, thinned out if that is too much.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from typing import Any

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.entrance.trusted_origins import is_trusted, is_welcome
from app.stage.addresses import LIVE_URL, jobs
from app.stage.follower import Follower

ACK_BYTES = 64  # an acknowledgement is no longer
ACK_SECONDS = 30.0  # after which a silent client is dropped
MESSAGES_A_SECOND = 50  # of one job, to all its watchers together
LEAST_PAUSE, LONGEST_PAUSE = 0.05, 0.25  # seconds from one message to the next, for one watcher

DONE, WRONG, TOO_LONG, UNKNOWN = 1000, 1008, 1009, 4404


def pause_of(watchers: int) -> float:
    """Seconds between two messages to one of so many watchers of a job."""
    return min(max(watchers / MESSAGES_A_SECOND, LEAST_PAUSE), LONGEST_PAUSE)


def live_route(ack_seconds: float = ACK_SECONDS) -> WebSocketRoute:
    """The route under which a job is followed."""
    return WebSocketRoute(f"{LIVE_URL}/{{token}}", functools.partial(_serve, ack_seconds))


async def _serve(ack_seconds: float, socket: WebSocket) -> None:
    trusted = is_trusted(socket.scope, socket.headers.get("origin"))
    if not (trusted or is_welcome(socket.headers)):
        await socket.close(WRONG)  # before it is accepted: the handshake is refused
        return
    await socket.accept()
    job = jobs.find(socket.path_params["token"])
    if job is None:
        await socket.close(UNKNOWN)
        return
    loop, happened = asyncio.get_running_loop(), asyncio.Event()

    def notify() -> None:
        with contextlib.suppress(RuntimeError):  # the server is closing
            loop.call_soon_threadsafe(happened.set)

    job.frames.listen(notify)
    hearing: asyncio.Task[int | None] = asyncio.create_task(_hear(socket))
    waiting: asyncio.Task[Any] | None = None
    try:
        follower = Follower(job)
        while not follower.over:
            happened.clear()
            message = follower.next()
            if message is None:
                waiting = asyncio.create_task(happened.wait())
                await asyncio.wait({hearing, waiting}, return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
                if hearing.done():  # gone, or it speaks out of turn
                    await _close(socket, hearing.result() or WRONG)
                    return
                continue
            await socket.send_bytes(message)
            heard = await asyncio.wait_for(hearing, ack_seconds)
            if heard is not None:
                await _close(socket, heard)
                return
            hearing = asyncio.create_task(_hear(socket))
            if not follower.over:
                await asyncio.wait({hearing}, timeout=pause_of(job.frames.watchers))
                if hearing.done():
                    await _close(socket, hearing.result() or WRONG)
                    return
        await _close(socket, DONE)
    except (WebSocketDisconnect, TimeoutError, RuntimeError):
        await _close(socket, WRONG)
    finally:
        job.frames.unlisten(notify)
        hearing.cancel()
        if waiting:
            waiting.cancel()


async def _hear(socket: WebSocket) -> int | None:
    """Wait for the client.  Returns None for an acknowledgement, else the code to close with."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        return DONE
    content = message.get("bytes") or (message.get("text") or "").encode()
    if len(content) > ACK_BYTES:
        return TOO_LONG
    return None


async def _close(socket: WebSocket, code: int) -> None:
    with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it is closed already
        await socket.close(code)
