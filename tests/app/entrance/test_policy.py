"""The policy: with every answer, and no other host in it."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from app.entrance.framing import frame_ancestors
from app.entrance.policy import POLICY, OnlyThisServer
from app.main import app


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers whatever it is asked."""
    start = f"{scope['type']}.response.start" if scope["type"] == "http" else "websocket.accept"
    await send({"type": start, "headers": [(b"x-own", b"kept")]})


def headers(kind: str, framed_by: str = "") -> list[tuple[bytes, bytes]]:
    """The headers of the answer to a request of this kind."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(
        OnlyThisServer(answering, frame_ancestors(framed_by))({"type": kind}, receive, send)
    )
    (message,) = sent
    return list(message["headers"])


def test_every_answer_has_it_and_keeps_its_own_headers() -> None:
    assert headers("http") == [
        (b"x-own", b"kept"),
        (b"content-security-policy", f"{POLICY}; frame-ancestors 'self'".encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    assert headers("websocket") == [(b"x-own", b"kept")]


def test_pages_that_are_named_may_show_it_in_a_frame() -> None:
    policy = dict(headers("http", "https://moodle.example.org"))[b"content-security-policy"]
    assert policy.endswith(b"; frame-ancestors 'self' https://moodle.example.org")


def test_no_other_host_is_allowed() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'self'"
    assert "*" not in POLICY
    assert "http" not in POLICY
    assert rules["connect-src"].split() == ["'self'", "data:", "blob:"]


def test_the_app_has_it() -> None:
    assert any(part.cls is OnlyThisServer for part in app._user_middleware)
