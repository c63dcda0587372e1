"""Where the browser fetches the scenes that the stage shows.

The routes answer to the page itself: a browser lets no other page read them.
"""

from __future__ import annotations

import numpy as np
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.scene.cosines import cosines_of
from app.scene.wire import pack
from app.stage.addresses import LIVE_URL, SCENES_URL, jobs, scenes
from app.stage.charts import chart, chart_so_far
from app.stage.payload import scene_message
from app.stage.socket import live_route

_GONE = "There is no such run any more."
_KEPT = {"Cache-Control": "private, max-age=3600"}  # under one address it never changes


def _scene(request: Request) -> Response:
    scene = scenes.find(request.path_params["token"])
    if scene is None:
        return Response(_GONE, status_code=404)
    return Response(scene_message(scene), media_type="application/octet-stream", headers=_KEPT)


def _sample(request: Request) -> Response:
    """The cosines (K, L, C) of one sample, which the browser cannot work out from a projection."""
    scene = scenes.find(request.path_params["token"])
    if scene is None:
        return Response(_GONE, status_code=404)
    rows = np.flatnonzero(scene.samples_N == request.path_params["sample"])
    if not len(rows):
        return Response("The run has no such sample.", status_code=404)
    cosines_KLC = cosines_of(scene, int(rows[0])).astype(np.float32)
    message = pack({}, {"cosines": cosines_KLC})
    return Response(message, media_type="application/octet-stream", headers=_KEPT)


def _chart(request: Request) -> Response:
    scene = scenes.find(request.path_params["token"])
    return _json(chart(scene, *_which(request)) if scene else None, _KEPT)


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


stage_routes: list[BaseRoute] = [
    Route(f"{SCENES_URL}/{{token}}", _scene),
    Route(f"{SCENES_URL}/{{token}}/samples/{{sample:int}}", _sample),
    Route(f"{SCENES_URL}/{{token}}/{{chart}}", _chart),
    Route(f"{LIVE_URL}/{{token}}/{{chart}}", _live_chart),
    live_route(),
]
