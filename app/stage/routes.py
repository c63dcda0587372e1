"""Where the browser fetches the runs that the stage shows.

The routes answer to the page itself: a browser lets no other page read them.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.stage.addresses import LIVE_URL, RUNS_URL, jobs, runs
from app.stage.charts import chart, chart_so_far
from app.stage.payload import run_message
from app.stage.socket import live_route

_GONE = "There is no such run any more."
_KEPT = {"Cache-Control": "private, max-age=3600"}  # under one address it never changes


def _run(request: Request) -> Response:
    result = runs.find(request.path_params["token"])
    if result is None:
        return Response(_GONE, status_code=404)
    return Response(run_message(result), media_type="application/octet-stream", headers=_KEPT)


def _chart(request: Request) -> Response:
    result = runs.find(request.path_params["token"])
    return _json(chart(result, *_which(request)) if result else None, _KEPT)


def _live_chart(request: Request) -> Response:
    job = jobs.find(request.path_params["token"])
    drawn = chart_so_far(job, *_which(request)) if job else None
    return _json(drawn, {"Cache-Control": "no-store"})


def _which(request: Request) -> tuple[str, bool]:
    """The name of the chart, and whether the page is dark."""
    return request.path_params["chart"], request.query_params.get("dark") == "1"


def _json(drawn: str | None, headers: dict[str, str]) -> Response:
    if drawn is None:
        return Response(_GONE, status_code=404)
    return Response(drawn, media_type="application/json", headers=headers)


routes: list[BaseRoute] = [
    Route(f"{RUNS_URL}/{{token}}", _run),
    Route(f"{RUNS_URL}/{{token}}/{{chart}}", _chart),
    Route(f"{LIVE_URL}/{{token}}/{{chart}}", _live_chart),
    live_route(),
]
