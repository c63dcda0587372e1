"""Origins that the settings trust may follow a training; others are refused as before."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app.stage.addresses import job_address
from app.stage.routes import stage_routes
from app.trusted_origins import ANY, TRUSTED, TrustOrigins, is_trusted
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
