"""What Streamlit serves for those who run it, and a lecture server does not show to everybody."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

METRICS = "/_stcore/metrics"  # how many sessions there are, and the memory of their caches


class NotPublic:
    """Middleware that answers as if the metrics were not there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for one path."""
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(METRICS):
            await PlainTextResponse("Not found.", 404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
