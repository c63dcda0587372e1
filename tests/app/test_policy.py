"""The policy: with every answer, and no other host in it."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from app.main import app
from app.policy import POLICY, OnlyThisServer


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers whatever it is asked."""
    start = f"{scope['type']}.response.start" if scope["type"] == "http" else "websocket.accept"
    await send({"type": start, "headers": [(b"x-own", b"kept")]})


def headers(kind: str) -> list[tuple[bytes, bytes]]:
    """The headers of the answer to a request of this kind."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(OnlyThisServer(answering)({"type": kind}, receive, send))
    (message,) = sent
    return list(message["headers"])


def test_every_answer_has_it_and_keeps_its_own_headers() -> None:
    assert headers("http") == [
        (b"x-own", b"kept"),
        (b"content-security-policy", POLICY.encode()),
    ]
    assert headers("websocket") == [(b"x-own", b"kept")]


def test_no_other_host_is_allowed() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert "*" not in POLICY
    assert "http" not in POLICY
    assert rules["connect-src"].split() == ["'self'", "data:", "blob:"]


def test_the_app_has_it() -> None:
    assert any(part.cls is OnlyThisServer for part in app._user_middleware)
