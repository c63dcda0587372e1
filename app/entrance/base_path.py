"""Routes below `server.baseUrlPath`, where Streamlit has its own; without it they stay at the root.

A proxy that hands on the whole path needs this.  One that strips its own part needs nothing here:
in the browser all addresses are relative to the page (`drawing/browser/address.js`).
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute


def below(path: str, routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The same routes below a path ("lectures/faces", with or without slashes at its ends).

    Raises:
        TypeError: a route of another kind than those that the app has.
    """
    prefix = path.strip("/") and f"/{path.strip('/')}"
    return [_below(prefix, route) for route in routes]


def _below(prefix: str, route: BaseRoute) -> BaseRoute:
    match route:
        case Mount():
            return Mount(prefix + route.path, route.app)
        case WebSocketRoute():
            return WebSocketRoute(prefix + route.path, route.endpoint)
        case Route():
            return Route(prefix + route.path, route.endpoint, methods=route.methods)
    raise TypeError(f"A route of this kind cannot be moved: {route!r}.")
