"""The policy of every page: a browser fetches from this server, and sends to this server, alone.

The chart library has a button that uploads a chart, and a class or a file name could hold a link;
neither gets anywhere.  Who may show the app in a frame is in `framing.py`.
https://www.w3.org/TR/CSP3/
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
#: A browser takes every answer for what the server says it is.
_NOSNIFF = (b"x-content-type-options", b"nosniff")


class OnlyThisServer:
    """Middleware that sends the policy with every answer."""

    def __init__(self, app: ASGIApp, framed: str) -> None:
        """Args: framed: the rule that says who may show the app in a frame."""
        self._app = app
        self._headers = [(b"content-security-policy", f"{POLICY}; {framed}".encode()), _NOSNIFF]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with two headers more."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [header for header in message.get("headers", ()) if header != _NOSNIFF]
                message = {**message, "headers": [*own, *self._headers]}
            await send(message)

        await self._app(scope, receive, with_policy if scope["type"] == "http" else send)
