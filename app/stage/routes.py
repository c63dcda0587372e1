"""Where the browser fetches the stage's files and the runs that it shows.

A run is found only by a token that was drawn for it, so nobody reads another's by guessing; the
routes answer to the page itself, for a browser lets no other page read them.
"""

from __future__ import annotations

import secrets
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import plotly
import plotly.graph_objects as go
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from app.figures.angles import angles
from app.figures.budget import budget
from app.figures.curves import curves
from app.figures.palette import DARK, LIGHT, Theme
from app.figures.pushes import pushes
from app.figures.strip import strip
from app.stage.live import live_route
from app.stage.payload import run_message
from toy_models.record import Result

BROWSER = Path(__file__).with_name("browser")
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FILES_URL = "/stage-files"
PLOTLY_URL = "/stage-plotly.js"
RUNS_URL = "/stage-runs"
OFFERED_AT_MOST = 64  # runs that can be fetched, of all sessions together


class Offers:
    """Runs under tokens, the newest OFFERED_AT_MOST; none is kept alive for it.

    A session keeps the run that it shows, so what is on a page can be fetched.
    """

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self._lock = threading.Lock()
        self._results: OrderedDict[str, weakref.ref[Result]] = OrderedDict()

    def offer(self, result: Result) -> str:
        """The address of a run; the same for the same object."""
        with self._lock:
            for token, reference in list(self._results.items()):
                known = reference()
                if known is result:
                    self._results.move_to_end(token)
                    return f"{RUNS_URL}/{token}"
                if known is None:
                    del self._results[token]
            token = secrets.token_urlsafe(24)
            self._results[token] = weakref.ref(result)
            while len(self._results) > OFFERED_AT_MOST:
                self._results.popitem(last=False)
            return f"{RUNS_URL}/{token}"

    def find(self, token: str) -> Result | None:
        """The run under this token."""
        with self._lock:
            reference = self._results.get(token)
            return reference() if reference else None


offers = Offers()


#: The charts under the panels, by the name in their address.
CHARTS: dict[str, Callable[[Result, Theme], go.Figure]] = {
    "curves": curves,
    "strip": strip,
    "angles": angles,
    "budget": budget,
    "pushes": pushes,
}

_GONE = "There is no such run any more."
_KEPT = {"Cache-Control": "private, max-age=3600"}  # under one address it never changes


def _run(request: Request) -> Response:
    result = offers.find(request.path_params["token"])
    if result is None:
        return Response(_GONE, status_code=404)
    return Response(run_message(result), media_type="application/octet-stream", headers=_KEPT)


def _chart(request: Request) -> Response:
    result = offers.find(request.path_params["token"])
    draw = CHARTS.get(request.path_params["chart"])
    if result is None or draw is None:
        return Response(_GONE, status_code=404)
    figure = draw(result, DARK if request.query_params.get("dark") == "1" else LIGHT)
    return Response(figure.to_json(), media_type="application/json", headers=_KEPT)


def _plotly(_: Request) -> Response:
    return FileResponse(PLOTLY, media_type="text/javascript", headers=_KEPT)


routes: list[BaseRoute] = [
    Route(f"{RUNS_URL}/{{token}}", _run),
    Route(f"{RUNS_URL}/{{token}}/{{chart}}", _chart),
    Route(PLOTLY_URL, _plotly),
    live_route,
    Mount(FILES_URL, StaticFiles(directory=BROWSER)),
]
