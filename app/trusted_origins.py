"""The pages of other hosts that may follow a training: those that the server's settings trust.

Some proxies ask under a host of their own and do not name the browser's.  Streamlit has settings
for them, `server.corsAllowedOrigins` and `server.enableCORS`; what they allow is written into the
scope of each connection, where the socket of a job reads it.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.types import ASGIApp, Receive, Scope, Send

TRUSTED = "trusted_origins"  # in the scope of a connection
ANY = "*"


class TrustOrigins:
    """Middleware that says whom the socket may trust beside the server's own pages."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        """Args: origins, such as "https://a.example"; ANY for all."""
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        await self._app({**scope, TRUSTED: self._origins}, receive, send)


def is_trusted(scope: Scope, origin: str | None) -> bool:
    """Whether the settings trust a page of this origin."""
    trusted: Collection[str] = scope.get(TRUSTED, ())
    return origin is not None and (origin in trusted or ANY in trusted)
