"""Where the browser fetches the film."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.opening.film import film

FILM_URL = "/opening-film"
FILM_NAME = "which-pictures-are-of-the-same-person.html"


def _film(_: Request) -> Response:
    return Response(
        film(),
        media_type="text/html; charset=utf-8",
        headers={
            # A file to keep, never a page of this server.
            "Content-Disposition": f'attachment; filename="{FILM_NAME}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


opening_routes: list[BaseRoute] = [Route(FILM_URL, _film)]
