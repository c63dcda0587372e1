"""The metrics of Streamlit are answered as if they were not there."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from app.entrance.not_public import METRICS, NotPublic


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers whatever it is asked."""
    await PlainTextResponse(Request(scope).url.path)(scope, receive, send)


def status(path: str) -> int:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    asyncio.run(NotPublic(answering)(scope, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize("path", [METRICS, f"{METRICS}/", f"/lectures/faces{METRICS}"])
def test_the_metrics_are_not_public(path: str) -> None:
    assert status(path) == 404
    assert status(f"{path}-not") == 200
    assert status("/_stcore/health") == 200
