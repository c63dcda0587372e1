"""Origins that the settings trust may follow a training; others are refused as before."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app.entrance.trusted_origins import (
    ANY,
    STREAM,
    TRUSTED,
    TrustOrigins,
    is_trusted,
    is_welcome,
    same_origin,
)
from app.stage.addresses import job_address
from app.stage.routes import stage_routes
from tests.app.stage.serving import serving
from tests.app.stage.under_way import opened


def test_a_scope_without_settings_trusts_nobody() -> None:
    assert not is_trusted({}, "https://a.example")
    assert not is_trusted({TRUSTED: {ANY}}, None)
    assert is_trusted({TRUSTED: {ANY}}, "https://a.example")


@pytest.mark.parametrize(
    ("origin", "over_tls", "let_in"),
    [
        ("http://HOST", False, True),
        ("https://HOST", False, True),  # a proxy has taken the TLS off
        ("ftp://HOST", False, False),
        ("chrome-extension://HOST", False, False),
        ("//HOST", False, False),
        ("http://[", False, False),
        ("https://HOST", True, True),
        ("http://HOST", True, False),
    ],
)
def test_a_page_of_this_host_came_by_http(origin: str, over_tls: bool, let_in: bool) -> None:
    app = Starlette(routes=stage_routes, middleware=[Middleware(TrustOrigins, ())])
    job = opened()
    with serving([Mount("/", app)]) as host:
        address = f"ws://{host}{job_address(job)}"
        named = origin.replace("HOST", host)
        forwarded = {"X-Forwarded-Proto": "https"} if over_tls else {}
        if let_in:
            with connect(address, origin=named, additional_headers=forwarded) as socket:
                assert socket.recv(30)
        else:
            with pytest.raises(InvalidStatus):
                connect(address, origin=named, additional_headers=forwarded)


@pytest.mark.parametrize(
    ("origins", "let_in"), [((), False), (("https://a.example",), True), ((ANY,), True)]
)
def test_a_page_behind_a_proxy_that_hides_its_host(origins: tuple[str, ...], let_in: bool) -> None:
    middleware = [Middleware(TrustOrigins, origins)]
    app = Starlette(routes=stage_routes, middleware=middleware)
    job = opened()
    with serving([Mount("/", app)]) as host:
        address = f"ws://{host}{job_address(job)}"
        if let_in:
            with connect(address, origin="https://a.example") as socket:
                assert socket.recv(30)
        else:
            with pytest.raises(InvalidStatus):
                connect(address, origin="https://a.example")


def test_hosts_are_compared_whole() -> None:
    assert same_origin("https://a.example", "a.example")
    assert same_origin("http://a.example:8501", "a.example:8501")
    assert not same_origin("http://a.example:8501", "a.example")
    assert not same_origin("http://a.example.evil", "a.example")
    assert not same_origin("", "")
    assert not same_origin("ftp://a.example", "a.example")
    assert not same_origin("//a.example", "a.example")
    assert not same_origin("http://[", "[")


def test_a_proxy_names_the_host_that_the_browser_asked() -> None:
    behind = {"host": "127.0.0.1:8501", "origin": "https://a.example"}
    assert not is_welcome(behind)
    assert is_welcome({**behind, "x-forwarded-host": "a.example"})
    assert is_welcome({**behind, "x-forwarded-host": "a.example, inner.example"})
    assert not is_welcome({**behind, "x-forwarded-host": "inner.example, a.example"})
    assert not is_welcome({"host": "127.0.0.1:8501", "x-forwarded-host": ""})


def opens(headers: dict[str, str], origins: tuple[str, ...] = ()) -> Scope | None:
    """What Streamlit's socket is asked; None if it is not asked at all."""
    reached: list[Scope] = []

    async def stream(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        assert message["type"] == "websocket.close"

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "websocket", "scheme": "ws", "path": f"/faces{STREAM}", "headers": raw}
    asyncio.run(TrustOrigins(stream, origins)(scope, receive, send))
    return reached[0] if reached else None


@pytest.mark.parametrize(
    ("headers", "origins", "let_in"),
    [
        ({}, (), True),
        ({"origin": "https://a.example"}, (), True),
        ({"origin": "https://b.example"}, (), False),
        ({"origin": "https://b.example"}, ("https://b.example",), True),
        ({"origin": "https://b.example"}, (ANY,), True),
        ({"origin": "https://b.example", "x-forwarded-host": "b.example"}, (), True),
        ({"origin": "http://localhost:3000"}, (), True),
        ({"origin": "http://localhost.b.example"}, (), False),
        ({"origin": "null"}, (), False),
    ],
)
def test_streamlits_socket_is_asked_only_for_pages_that_it_lets_in_at_once(
    headers: dict[str, str], origins: tuple[str, ...], let_in: bool
) -> None:
    """For any other it would ask a server on the internet, and everybody would wait."""
    scope = opens({"host": "a.example", **headers}, origins)
    assert (scope is not None) == let_in
    if scope is not None and headers:
        assert Headers(scope=scope)["origin"] == "http://a.example"
        assert Headers(scope=scope)["host"] == "a.example"
