"""Routes below a path: each answers there, and no longer at the root."""

from __future__ import annotations

import urllib.request
from urllib.error import HTTPError

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Host, Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from app.entrance.base_path import below
from tests.app.stage.serving import serving


def words(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.path_params.get("name", "words"))


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.path_params["token"])
    await websocket.close()


ROUTES: list[BaseRoute] = [
    Route("/words/{name}", words),
    Route("/words", words, methods=["POST"]),
    WebSocketRoute("/live/{token}", socket),
    Mount("/files", Starlette(routes=[Route("/a.js", words)])),
]


@pytest.mark.parametrize(
    ("path", "prefix"),
    [("", ""), ("/", ""), ("faces", "/faces"), ("/lectures/faces/", "/lectures/faces")],
)
def test_each_kind_of_route_answers_below_the_path(path: str, prefix: str) -> None:
    with serving(below(path, ROUTES)) as host:

        def said(address: str, method: str = "GET") -> bytes:
            request = urllib.request.Request(f"http://{host}{address}", method=method)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())

        assert said(f"{prefix}/words/ada") == b"ada"
        assert said(f"{prefix}/words", method="POST") == b"words"
        assert said(f"{prefix}/files/a.js") == b"words"
        with connect(f"ws://{host}{prefix}/live/7") as live:
            assert live.recv(30) == "7"
        if prefix:
            with pytest.raises(HTTPError, match="404"):
                said("/words/ada")


def test_a_route_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be moved"):
        below("faces", [Host("a.example", Starlette())])
