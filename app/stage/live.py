"""The frames of a training under way, pushed to the browser over a WebSocket.

The server speaks first: an opening message, then frames as they come, and a last message when the
job is over.  The client answers each message with one byte, and only then gets the next: a slow
one gets what it missed in one message, thinned out if that is too much.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.jobs.job import Job
from app.jobs.live import Moment
from app.stage.payload import frames_message, opening_message, told_changes

LIVE_URL = "/stage-live"
BROADCAST_AT_MOST = 128  # jobs that can be followed, of all sessions together
FRAMES_AT_ONCE = 120  # in one message
BYTES_AT_ONCE = 4_000_000
ACK_BYTES = 64  # a client has nothing longer to say
ACK_SECONDS = 30.0  # after which a silent client is dropped
MESSAGES_A_SECOND = 50  # of one job, to all its watchers together
LEAST_PAUSE, LONGEST_PAUSE = 0.05, 0.25  # seconds from one message to the next, for one watcher

DONE, WRONG, TOO_LONG, UNKNOWN = 1000, 1008, 1009, 4404


class Broadcasts:
    """Jobs under tokens, the newest BROADCAST_AT_MOST; none is kept alive for it."""

    def __init__(self) -> None:
        """Nothing can be followed yet."""
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, weakref.ref[Job]] = OrderedDict()

    def offer(self, job: Job) -> str:
        """The address of a job's frames; the same for the same job."""
        with self._lock:
            for token, reference in list(self._jobs.items()):
                known = reference()
                if known is job:
                    self._jobs.move_to_end(token)
                    return f"{LIVE_URL}/{token}"
                if known is None or (known.state.over and not known.live.watched):
                    del self._jobs[token]
            token = secrets.token_urlsafe(24)
            self._jobs[token] = weakref.ref(job)
            while len(self._jobs) > BROADCAST_AT_MOST:
                self._jobs.popitem(last=False)
            return f"{LIVE_URL}/{token}"

    def find(self, token: str) -> Job | None:
        """The job under this token."""
        with self._lock:
            reference = self._jobs.get(token)
            return reference() if reference else None


broadcasts = Broadcasts()


#: The newest frames of each job as a message: a class that watches one job gets the same bytes.
_latest: weakref.WeakKeyDictionary[Job, tuple[tuple[int, int, int] | None, bytes]] = (
    weakref.WeakKeyDictionary()
)


def pause_of(watchers: int) -> float:
    """Seconds between two messages to one of so many watchers of a job."""
    return min(max(watchers / MESSAGES_A_SECOND, LEAST_PAUSE), LONGEST_PAUSE)


class Follower:
    """What one client has seen of a job, and the next message for it."""

    def __init__(self, job: Job) -> None:
        """It has seen nothing yet."""
        self._job = job
        self._beginning = self._number = 0
        self._version = -1
        self.over = False  # the last message has been made

    def next(self) -> bytes | None:
        """What it has not seen, or None while there is nothing."""
        if self.over:
            return None
        over = self._job.state.over  # before the frames are looked at: the last ones come first
        news = self._job.live.since(self._beginning, self._number)
        if news.opening is not None and news.beginning != self._beginning:
            self._beginning, self._number = news.beginning, 0
            self._version = news.version
            return opening_message(news.opening, self._about())
        moments = thinned(news.moments)
        if moments:
            self._number = moments[-1].number
        elif over:
            self.over = True
            return frames_message([], {**self._about(), "over": True})
        elif news.version == self._version or news.opening is None:
            return None
        self._version = news.version
        key = (moments[0].number, self._number, news.version) if moments else None
        known_key, known = _latest.get(self._job, (None, b""))
        if key is None or key != known_key:
            known = frames_message(moments, self._about())
            if key is not None:
                _latest[self._job] = key, known
        return known

    def _about(self) -> dict[str, Any]:
        job = self._job
        return {
            "state": job.state.value,
            "of": job.config.steps,
            "changes": told_changes(job.config, tuple(job.changes)),
        }


def thinned(moments: Sequence[Moment]) -> list[Moment]:
    """As many as one message holds, spread evenly, the newest among them."""
    if not moments:
        return []
    most = min(FRAMES_AT_ONCE, max(1, BYTES_AT_ONCE // max(1, moments[-1].size)))
    every = -(-len(moments) // most)
    return list(moments[::-1][::every][::-1])


def same_origin(origin: str | None, host: str | None) -> bool:
    """Whether the page that opens the socket came from the host that it asks."""
    return bool(origin and host) and urlsplit(origin).netloc == host


async def _live(socket: WebSocket) -> None:
    if not same_origin(socket.headers.get("origin"), socket.headers.get("host")):
        await socket.close(WRONG)  # before it is accepted: the handshake is refused
        return
    await socket.accept()
    job = broadcasts.find(socket.path_params["token"])
    if job is None:
        await socket.close(UNKNOWN)
        return
    loop, happened = asyncio.get_running_loop(), asyncio.Event()

    def notify() -> None:
        with contextlib.suppress(RuntimeError):  # the server is closing
            loop.call_soon_threadsafe(happened.set)

    job.live.listen(notify)
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
                if hearing.done():  # gone, or it speaks without being asked
                    await _close(socket, hearing.result() or WRONG)
                    return
                continue
            await socket.send_bytes(message)
            heard = await asyncio.wait_for(hearing, ACK_SECONDS)
            if heard is not None:
                await _close(socket, heard)
                return
            hearing = asyncio.create_task(_hear(socket))
            if not follower.over:
                await asyncio.wait({hearing}, timeout=pause_of(job.live.watchers))
                if hearing.done():
                    await _close(socket, hearing.result() or WRONG)
                    return
        await _close(socket, DONE)
    except (WebSocketDisconnect, TimeoutError, RuntimeError):
        await _close(socket, WRONG)
    finally:
        job.live.unlisten(notify)
        hearing.cancel()
        if waiting:
            waiting.cancel()


async def _hear(socket: WebSocket) -> int | None:
    """Wait for the client.  None for an acknowledgement, else the code to close with."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        return DONE
    said = message.get("bytes") or (message.get("text") or "").encode()
    if len(said) > ACK_BYTES:
        return TOO_LONG
    return None


async def _close(socket: WebSocket, code: int) -> None:
    with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it is closed already
        await socket.close(code)


live_route = WebSocketRoute(f"{LIVE_URL}/{{token}}", _live)
