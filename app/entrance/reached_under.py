"""Under which names the server is reached: Streamlit's `server.allowedHosts`, for every answer.

Streamlit asks this setting for its own socket alone.  A name that somebody else owns can lead to
this machine too (DNS rebinding), and for a browser the pages of that name are then the server's
own.  Without the setting every name is let in, for nobody here knows that of a proxy.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

HEALTH = "/_stcore/health"  # answers under every name: who asks for it is on this machine
REFUSAL = (
    "This server is not reached under this name. Who runs it can add the name to the setting "
    "server.allowedHosts."
)
MISDIRECTED, WRONG = 421, 1008


class ReachedUnder:
    """Middleware that refuses requests and sockets under other names."""

    def __init__(
        self, app: ASGIApp, is_allowed: Callable[[str | None], bool] = is_host_allowed
    ) -> None:
        """Args: is_allowed: whether a Host header names this server."""
        self._app = app
        self._is_allowed = is_allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or refuse."""
        kind = scope["type"]
        if kind not in ("http", "websocket") or self._is_allowed(Headers(scope=scope).get("host")):
            await self._app(scope, receive, send)
        elif kind == "websocket":
            await WebSocketClose(WRONG)(scope, receive, send)
        elif scope["path"].endswith(HEALTH):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse(REFUSAL, MISDIRECTED)(scope, receive, send)
