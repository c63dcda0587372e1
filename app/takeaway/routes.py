"""Where the browser fetches the files of a run; each is made when it is asked for.

A run is found by the token that the stage's routes drew for it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.stage.addresses import RUNS_URL, run_address, runs
from app.stage.view import parse_view
from app.takeaway.names import stem
from app.takeaway.notebook import notebook, script
from app.takeaway.replay import replay
from app.takeaway.tables import measures, samples, weights
from toy_models.record import Run

FILES_URL = "/take-away"
GONE = "this run is no longer on the server; reload the page."
NUMBERS, AGAIN, ALONE = "The numbers", "The run, made again", "The run, without the app"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that the server makes of a run."""

    section: str  # of the menu
    words: str  # on its button
    help: str
    part: str  # of its name, with the ending
    kind: str  # media type
    make: Callable[[Run], bytes]
    reproduces: bool = False  # it is of a config, so that of runs put together there is none


CSV = "text/csv; charset=utf-8"
#: By the name in an address, in the order of the menu.
FILES: dict[str, File] = {
    "replay": File(
        section=ALONE,
        words="HTML replay",
        help="One file that plays in any browser with the network off; begins as the stage stands.",
        part="replay.html",
        kind="text/html; charset=utf-8",
        make=replay,
    ),
    "measures": File(
        section=NUMBERS,
        words="Measures, CSV",
        help="A row for every kept step and loss: accuracy, angle gap, support vectors.",
        part="measures.csv",
        kind=CSV,
        make=measures,
    ),
    "samples": File(
        section=NUMBERS,
        words="Samples, CSV",
        help="A row for every kept step, loss and recorded sample: angles, loss, push, position.",
        part="samples.csv",
        kind=CSV,
        make=samples,
    ),
    "weights": File(
        section=NUMBERS,
        words="Class weights, CSV",
        help="A row for every kept step, loss and class: where its weight points.",
        part="class-weights.csv",
        kind=CSV,
        make=weights,
    ),
    "run": File(
        section=NUMBERS,
        words="All arrays, NPZ",
        help="The app's own record: numpy.load opens it, and toy_models.record.Run.load.",
        part="run.npz",
        kind="application/octet-stream",
        make=Run.to_bytes,
        reproduces=True,
    ),
    "notebook": File(
        section=AGAIN,
        words="Notebook",
        help="A Jupyter notebook that trains the run from its config and seed and compares.",
        part="notebook.ipynb",
        kind="application/x-ipynb+json",
        make=notebook,
        reproduces=True,
    ),
    "script": File(
        section=AGAIN,
        words="Python script",
        help="The same as a program.",
        part="script.py",
        kind="text/x-python; charset=utf-8",
        make=script,
        reproduces=True,
    ),
}


def address(result: Run, name: str) -> str:
    """Where the browser fetches a file of FILES."""
    token = run_address(result).removeprefix(f"{RUNS_URL}/")
    return f"{FILES_URL}/{token}/{name}"


def file_name(result: Run, name: str) -> str:
    """What it is saved as."""
    return f"{stem(result)}_{FILES[name].part}"


def _file(request: Request) -> Response:
    result = runs.find(request.path_params["token"])
    name = request.path_params["name"]
    if result is None or name not in FILES:
        return Response(GONE, status_code=404)
    file = FILES[name]
    make = file.make
    if name == "replay":
        try:
            make = functools.partial(replay, view=parse_view(request.query_params.get("view", "")))
        except ValueError as error:
            return Response(str(error), status_code=400)
    return Response(
        make(result),
        media_type=file.kind,
        headers={
            # A file to keep, never a page of this server.
            "Content-Disposition": f'attachment; filename="{file_name(result, name)}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


routes: list[BaseRoute] = [Route(f"{FILES_URL}/{{token}}/{{name}}", _file)]
