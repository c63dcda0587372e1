"""Where the browser fetches the runs that the stage shows.

A run is found only by a token that was drawn for it, so nobody reads another's by guessing; the
routes answer to the page itself, for a browser lets no other page read them.
"""

from __future__ import annotations

import secrets
import threading
import weakref
from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.stage.charts import chart, chart_so_far
from app.stage.live import LIVE_URL, broadcasts, live_route
from app.stage.payload import run_message
from toy_models.record import Run

RUNS_URL = "/stage-runs"
OFFERED_AT_MOST = 64  # runs that can be fetched, of all sessions together


class Offers:
    """Runs under tokens, the newest OFFERED_AT_MOST; none is kept alive for it.

    A session keeps the run that it shows, so what is on a page can be fetched.
    """

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self._lock = threading.Lock()
        self._results: OrderedDict[str, weakref.ref[Run]] = OrderedDict()

    def offer(self, result: Run) -> str:
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

    def find(self, token: str) -> Run | None:
        """The run under this token."""
        with self._lock:
            reference = self._results.get(token)
            return reference() if reference else None


offers = Offers()


_GONE = "There is no such run any more."
_KEPT = {"Cache-Control": "private, max-age=3600"}  # under one address it never changes


def _run(request: Request) -> Response:
    result = offers.find(request.path_params["token"])
    if result is None:
        return Response(_GONE, status_code=404)
    return Response(run_message(result), media_type="application/octet-stream", headers=_KEPT)


def _chart(request: Request) -> Response:
    result = offers.find(request.path_params["token"])
    return _json(chart(result, *_which(request)) if result else None, _KEPT)


def _live_chart(request: Request) -> Response:
    job = broadcasts.find(request.path_params["token"])
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
    live_route,
]
