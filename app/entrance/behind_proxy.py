"""For whom a proxy asks, where the server listens to IPv4 and IPv6 at once, as Streamlit does.

There a proxy at 127.0.0.1 has the address `::ffff:127.0.0.1`.  uvicorn believes what a proxy says
of its visitors if it finds the proxy's address among the trusted, and compares the two as texts.
"""

from __future__ import annotations

import ipaddress
import os

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

VARIABLE, THIS_MACHINE = "FORWARDED_ALLOW_IPS", "127.0.0.1"  # uvicorn's own


class BehindProxy:
    """Middleware that writes such an address as IPv4, and lets uvicorn look again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        trusted = os.environ.get(VARIABLE, THIS_MACHINE)
        self._looking_again = ProxyHeadersMiddleware(app, trusted_hosts=trusted)  # type: ignore[arg-type]  # ASGI by another name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does."""
        host, port = scope.get("client") or ("", 0)
        if plain := _as_ipv4(host):
            scope = {**scope, "client": (plain, port)}
            await self._looking_again(scope, receive, send)  # type: ignore[arg-type]
        else:
            await self._app(scope, receive, send)


def _as_ipv4(host: str) -> str:
    """The IPv4 address in an IPv6 address; nothing if there is none."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or "")
