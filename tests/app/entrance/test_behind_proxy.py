"""What a trusted proxy says of its visitor is believed, however the server writes its address."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.entrance.behind_proxy import VARIABLE, BehindProxy


def visitor(client: tuple[str, int] | None, kind: str = "http") -> str | None:
    """Who asks, for the app behind it."""
    seen: list[str | None] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"] and scope["client"][0])

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    headers = [(b"x-forwarded-for", b"203.0.113.9, 192.0.2.7")]
    asyncio.run(
        BehindProxy(app)({"type": kind, "client": client, "headers": headers}, receive, send)
    )
    return seen[0]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_proxy_on_this_machine_is_believed(kind: str) -> None:
    assert visitor(("::ffff:127.0.0.1", 50000), kind) == "192.0.2.7"


def test_a_stranger_is_not_believed() -> None:
    assert visitor(("::ffff:198.51.100.4", 50000)) == "198.51.100.4"


def test_the_setting_names_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "198.51.100.4")
    assert visitor(("::ffff:198.51.100.4", 50000)) == "192.0.2.7"
    assert visitor(("::ffff:127.0.0.1", 50000)) == "127.0.0.1"


@pytest.mark.parametrize("host", ["127.0.0.1", "2001:db8::1", "testclient"])
def test_other_addresses_are_left_to_the_server(host: str) -> None:
    assert visitor((host, 50000)) == host


def test_a_line_without_an_address() -> None:
    assert visitor(None) is None
