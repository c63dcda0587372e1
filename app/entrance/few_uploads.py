"""Uploads: one at a time for each session, which keeps its newest few.

Streamlit takes files of any session at its own address, whether or not a page has asked for them,
and keeps all until the session ends.  `server.maxUploadSize` limits each of them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Protocol
from weakref import WeakValueDictionary

from starlette.types import ASGIApp, Receive, Scope, Send

FILES = 3  # of a session: the newest; a page that misses an older one asks for it again
TOTAL_BYTES = 300_000_000  # of all sessions
ADDRESS = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+/?")


class Kept(Protocol):
    """A file that was uploaded."""

    @property
    def data(self) -> bytes:
        """Its content."""
        ...


class Uploads(Protocol):
    """What Streamlit keeps."""

    @property
    def file_storage(self) -> Mapping[str, Mapping[str, Kept]]:
        """The files of each session, oldest first."""
        ...

    def remove_file(self, session_id: str, file_id: str) -> None:
        """Forget a file."""


class FewUploads:
    """Middleware around Streamlit's upload."""

    def __init__(
        self,
        app: ASGIApp,
        uploads: Callable[[], Uploads],
        *,
        files: int = FILES,
        total_bytes: int = TOTAL_BYTES,
    ) -> None:
        """No upload yet.

        Args:
            app: the server.
            uploads: gives what is kept; called after the server has started.
            files: how many a session keeps.
            total_bytes: of all; beyond, the session that has most loses its oldest.
        """
        self._app, self._uploads = app, uploads
        self._files, self._total_bytes = files, total_bytes
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does; an upload waits for the one before of the same session."""
        found = ADDRESS.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        turn = self._turns.setdefault(found[1], asyncio.Lock())
        async with turn:
            await self._app(scope, receive, send)
            self._forget()

    def _forget(self) -> None:
        uploads = self._uploads()
        storage = uploads.file_storage
        for session, files in list(storage.items()):
            for oldest in list(files)[: -self._files]:
                uploads.remove_file(session, oldest)
        sizes = {session: _size(files) for session, files in list(storage.items())}
        while sum(sizes.values()) > self._total_bytes:
            largest = max(sizes, key=sizes.__getitem__)
            for oldest in list(storage[largest])[:1]:
                uploads.remove_file(largest, oldest)
            sizes[largest] = _size(storage[largest])


def _size(files: Mapping[str, Kept]) -> int:
    return sum(len(file.data) for file in list(files.values()))
