"""Requests and sockets under names that the setting does not have are refused, in every answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message, Scope
from streamlit import config

from app.entrance.behind_proxy import BehindProxy
from app.entrance.not_public import NotPublic
from app.entrance.policy import OnlyThisServer
from app.entrance.reached_under import HEALTH, REFUSAL, ReachedUnder
from app.main import app
from app.stage.addresses import LIVE_URL
from app.stage.routes import stage_routes
from app.takeaway.routes import takeaway_routes

FOREIGN = "evil.example:8501"


def answering(request: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


ROUTES: list[BaseRoute] = [
    *stage_routes,
    *takeaway_routes,
    Mount("/", Route("/{path:path}", answering)),
]
SERVER = Starlette(
    routes=ROUTES,
    middleware=[
        Middleware(OnlyThisServer, "frame-ancestors 'self'"),
        Middleware(ReachedUnder),
    ],
)


@pytest.fixture
def named() -> Iterator[None]:
    """A server that is reached under two names."""
    before = config.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", ["lectures.example.org", "*.example.edu"])
    yield
    config.set_option("server.allowedHosts", before)


def asked(path: str, host: str, kind: str = "http") -> list[Message]:
    """What the server sends, asked under this name, by a page of this name."""
    sent: list[Message] = []
    scope: Scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", host.encode()), (b"origin", f"http://{host}".encode())],
    }

    async def receive() -> Message:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(SERVER(scope, receive, send))
    return sent


@pytest.mark.parametrize("path", ["/", "/playground", "/scenes/x", "/take-away/x/samples"])
def test_a_foreign_name_is_refused_everywhere(named: None, path: str) -> None:
    start, body = asked(path, FOREIGN)
    assert start["status"] == 421
    assert body["body"].decode() == REFUSAL
    assert b"frame-ancestors" in dict(start["headers"])[b"content-security-policy"]


def test_the_socket_of_a_job_is_refused_where_host_and_origin_are_both_foreign(named: None) -> None:
    (only,) = asked(f"{LIVE_URL}/{'x' * 32}", FOREIGN, "websocket")
    assert (only["type"], only["code"]) == ("websocket.close", 1008)


@pytest.mark.parametrize(
    "host", ["lectures.example.org", "LECTURES.example.org:8501", "faces.example.edu"]
)
def test_its_names_are_let_in(named: None, host: str) -> None:
    assert asked("/", host)[0]["status"] == 200
    assert asked(f"{LIVE_URL}/{'x' * 32}", host, "websocket")[0]["type"] == "websocket.accept"


def test_who_asks_whether_it_is_well_needs_no_name(named: None) -> None:
    assert asked(HEALTH, "127.0.0.1:8501")[0]["status"] == 200
    assert asked(f"/lectures{HEALTH}", "10.0.0.7")[0]["status"] == 200
    assert asked("/", "127.0.0.1:8501")[0]["status"] == 421


def test_without_the_setting_every_name_is_let_in() -> None:
    assert asked("/", FOREIGN)[0]["status"] == 200


def test_the_app_has_them_all() -> None:
    kinds = [part.cls for part in app._user_middleware]
    assert kinds[:4] == [BehindProxy, OnlyThisServer, ReachedUnder, NotPublic]
