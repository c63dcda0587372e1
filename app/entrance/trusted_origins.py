"""From which pages sockets are opened: the server's own, and those that the settings trust.

A page of this server has its host, and came by HTTP; over TLS if the socket does.  Some proxies ask
under a host of their own and do not name the browser's.  Streamlit has settings for them,
`server.corsAllowedOrigins` and `server.enableCORS`; what they allow is written into the scope of
each connection, where the socket of a job reads it.

Streamlit's own socket asks a server on the internet for the address of this machine before it
refuses a page, or trusts it, and everybody waits meanwhile.  So both are decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

TRUSTED = "trusted_origins"  # in the scope of a connection
ANY = "*"
LOCAL = ("localhost", "127.0.0.1", "0.0.0.0")  # Streamlit lets pages of these in
STREAM = "/_stcore/stream"  # Streamlit's own socket
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
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
        elif _may_open(scope):
            await self._app(_as_its_own(scope), receive, send)
        else:
            await WebSocketClose(WRONG)(scope, receive, send)


def _may_open(scope: Scope) -> bool:
    """Whether the page that opens a socket is the server's, on this machine, or trusted."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or is_trusted(scope, origin):
        return True  # without one it is no browser; the socket of a job refuses that by itself
    scheme, host = scheme_and_host(origin)
    forwarded = headers.get("x-forwarded-proto", "").split(",")[0].strip()
    over_tls = scope.get("scheme") == "wss" or forwarded in ("https", "wss")
    if scheme not in (("https",) if over_tls else ("http", "https")):
        return False
    return is_welcome(headers) or host.rsplit(":", 1)[0] in LOCAL


def _as_its_own(scope: Scope) -> Scope:
    """The same for Streamlit's socket, which then need not ask who this machine is."""
    headers = MutableHeaders(raw=list(scope["headers"]))
    if "origin" in headers and scope["path"].endswith(STREAM):
        headers["origin"] = f"http://{headers.get('host', '')}"
    return {**scope, "headers": headers.raw}


def same_origin(origin: str | None, host: str | None) -> bool:
    """Whether the page that opens the socket came from the host that it asks, by HTTP."""
    scheme, page = scheme_and_host(origin or "")
    return bool(host) and scheme in ("http", "https") and page == host


def is_welcome(headers: Mapping[str, str]) -> bool:
    """Whether the page that opens the socket is one of this server's.

    A proxy may ask under another host than the browser; it then names the browser's, which a page
    cannot do.
    """
    origin = headers.get("origin")
    forwarded = headers.get("x-forwarded-host", "").split(",")[0].strip()
    return same_origin(origin, headers.get("host")) or same_origin(origin, forwarded)


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
