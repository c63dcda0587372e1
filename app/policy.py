"""The policy of every page: a browser fetches from this server, and sends to this server, alone.

The chart library has a button that uploads a chart, and a class or a file name could hold a link;
neither gets anywhere.  https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "connect-src 'self' data: blob:",
        # Streamlit's components come as blobs; its charts compile expressions.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
_HEADER = (b"content-security-policy", POLICY.encode())


class OnlyThisServer:
    """Middleware that sends the policy with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with one header more."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), _HEADER]}
            await send(message)

        await self._app(scope, receive, with_policy if scope["type"] == "http" else send)
