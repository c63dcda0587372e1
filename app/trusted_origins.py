"""From which pages sockets are opened: those of the web, and others that the settings trust.

A page of this server has its host, and came by HTTP; over TLS if the socket does.  Whether the host
is this server's, each socket asks itself.

Some proxies ask under a host of their own and do not name the browser's.  Streamlit has settings
for them, `server.corsAllowedOrigins` and `server.enableCORS`; what they allow is written into the
scope of each connection, where the socket of a job reads it.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

TRUSTED = "trusted_origins"  # in the scope of a connection
ANY = "*"
WRONG = 1008  # with which a socket is closed


class TrustOrigins:
    """Middleware that says whom sockets may trust, and refuses origins that are no web page."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        """Args: origins, such as "https://a.example"; ANY for all."""
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        scope = {**scope, TRUSTED: self._origins}
        if scope["type"] == "websocket" and not _may_be_its_own(scope):
            await WebSocketClose(WRONG)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _may_be_its_own(scope: Scope) -> bool:
    """Whether a page of this server could have opened the socket, by the scheme of its origin."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or is_trusted(scope, origin):
        return True  # without one it is no browser; the socket of a job refuses that by itself
    forwarded = headers.get("x-forwarded-proto", "").split(",")[0].strip()
    over_tls = scope.get("scheme") == "wss" or forwarded in ("https", "wss")
    return scheme_and_host(origin)[0] in (("https",) if over_tls else ("http", "https"))


def scheme_and_host(origin: str) -> tuple[str, str]:
    """Of "https://a.example:8501" these are "https" and "a.example:8501"; of nonsense, nothing."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def is_trusted(scope: Scope, origin: str | None) -> bool:
    """Whether the settings trust a page of this origin."""
    trusted: Collection[str] = scope.get(TRUSTED, ())
    return origin is not None and (origin in trusted or ANY in trusted)
