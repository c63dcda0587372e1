"""A session keeps its newest few uploads, and makes one at a time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from app.entrance.few_uploads import FewUploads

CONFIG = Path(__file__).parents[3] / "app/.streamlit/config.toml"


class Server:
    """Takes uploads as Streamlit does: the content is the file's name."""

    def __init__(self, **limits: int) -> None:
        self.kept = MemoryUploadedFileManager("/_stcore/upload_file")
        self.at_once = self.most_at_once = 0
        self._few = FewUploads(self._take, lambda: self.kept, **limits)

    async def _take(self, scope: Any, receive: Any, send: Any) -> None:
        session, file = scope["path"].split("/")[-2:]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        content = file.encode()
        self.kept.add_file(session, UploadedFileRec(file, file, "text/csv", content))
        self.at_once -= 1

    async def put(self, *names: str, method: str = "PUT") -> None:
        """Upload files, `session/file`, all at the same time."""
        scopes = [
            {"type": "http", "method": method, "path": f"/base/_stcore/upload_file/{name}"}
            for name in names
        ]
        await asyncio.gather(*(self._few(scope, None, None) for scope in scopes))  # type: ignore[arg-type]

    def files(self, session: str) -> list[str]:
        return list(self.kept.file_storage[session])


def test_a_session_keeps_its_newest_and_loses_none_to_another() -> None:
    server = Server(files=2)
    asyncio.run(server.put("ann/1", *(f"bob/{k}" for k in range(5))))
    assert (server.files("ann"), server.files("bob")) == (["1"], ["3", "4"])


def test_uploads_of_a_session_wait_for_each_other_and_not_for_anothers() -> None:
    server = Server()
    asyncio.run(server.put(*(f"ann/{k}" for k in range(4))))
    assert server.most_at_once == 1
    asyncio.run(server.put(*(f"{k}/file" for k in range(4))))
    assert server.most_at_once == 4


def test_of_too_much_in_all_the_session_that_has_most_loses_its_oldest() -> None:
    server = Server(files=9, total_bytes=30)
    asyncio.run(server.put("ann/a-file-of-12", "bob/first-large-one", "bob/second-large"))
    assert (server.files("ann"), server.files("bob")) == (["a-file-of-12"], ["second-large"])


def test_other_requests_pass() -> None:
    server = Server(files=1)
    asyncio.run(server.put("ann/1", "ann/2", method="OPTIONS"))
    assert server.files("ann") == ["1", "2"]


def test_streamlits_own_limit_of_a_file_is_set() -> None:
    assert "\nmaxUploadSize = 20 " in CONFIG.read_text()
