"""Where the browser fetches files; each is made when it is asked for, once.

A file is made of a scene, or, if it trains the same run again, of a run.  Its address says for whom
it is made, so that each visitor waits in a line of their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from app.scene.scene import Scene
from app.stage.addresses import scenes
from app.stage.tokens import Tokens
from app.stage.view import parse_view
from app.takeaway.made import MadeFiles
from app.takeaway.notebook import notebook, script
from app.takeaway.record import record
from app.takeaway.replay import replay
from app.takeaway.tables import measures, samples, weights
from app.toy_runs.comparison import scene_of
from toy_models.record import Run

FILES_URL = "/take-away"
GONE = "this run is no longer on the server; reload the page."
NUMBERS, AGAIN, ALONE = "The numbers", "The run, made again", "The run, without the app"


T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class File(Generic[T]):
    """A file that the server makes of a scene or of a run."""

    section: str  # of the menu
    words: str  # on its button
    help: str
    part: str  # of its name, with the ending
    kind: str  # media type
    make: Callable[[T], bytes | Iterable[bytes]]  # whole, or in pieces


CSV = "text/csv; charset=utf-8"
#: By the name in an address, in the order of the menu.
SCENE_FILES: dict[str, File[Scene]] = {
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
        help="A row for every kept step and loss: accuracy, gap, support vectors.",
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
}
#: The same of a run; they follow in the menu.
RUN_FILES: dict[str, File[Run]] = {
    "run": File(
        section=NUMBERS,
        words="All arrays, NPZ",
        help="The app's own record: numpy.load opens it, and toy_models.record.Run.load.",
        part="run.npz",
        kind="application/octet-stream",
        make=record,
    ),
    "notebook": File(
        section=AGAIN,
        words="Notebook",
        help="A Jupyter notebook that trains the run from its config and seed and compares.",
        part="notebook.ipynb",
        kind="application/x-ipynb+json",
        make=notebook,
    ),
    "script": File(
        section=AGAIN,
        words="Python script",
        help="The same as a program.",
        part="script.py",
        kind="text/x-python; charset=utf-8",
        make=script,
    ),
}


class Visitor:
    """Somebody who takes files away; the session keeps it."""


ANYBODY = "anybody"  # in the address of a file that is the same for all
runs: Tokens[Run] = Tokens()
visitors: Tokens[Visitor] = Tokens()


@dataclass(frozen=True)
class Offer:
    """A file in the menu."""

    file: File[Any]
    address: str
    name: str  # what it is saved as


def offers(scene: Scene, run: Run | None, visitor: Visitor | None = None) -> dict[str, Offer]:
    """The files of a scene and, if it shows one whole run, those of the run.

    Args:
        scene: what is shown.
        run: the run that it shows whole.
        visitor: for whom they are; None where they are the same for all.
    """
    line = ANYBODY if visitor is None else visitors.token(visitor)
    below = f"{FILES_URL}/{line}/{scenes.token(scene)}"
    found = {name: _offer(scene, below, name, file) for name, file in SCENE_FILES.items()}
    if run is not None:
        below = f"{FILES_URL}/{line}/{runs.token(run)}"
        found |= {name: _offer(scene, below, name, file) for name, file in RUN_FILES.items()}
    return found


def _offer(scene: Scene, below: str, name: str, file: File[Any]) -> Offer:
    return Offer(file, f"{below}/{name}", _saved_as(scene, file))


def _saved_as(scene: Scene, file: File[Any]) -> str:
    return f"{scene.file_stem}_{file.part}"


_made = MadeFiles()


async def _fetch(request: Request) -> Response:
    token, name = request.path_params["token"], request.path_params["name"]
    line = request.path_params["visitor"]
    if visitors.find(line) is None:  # the session is over, or the address is made up
        line = ANYBODY
    scene, run = scenes.find(token), runs.find(token)
    key = f"{token}/{name}"
    if scene is not None and name == "replay":
        try:
            view = parse_view(request.query_params.get("view", ""))
        except ValueError as error:
            return Response(str(error), status_code=400)
        key += f"?{view.to_json() if view else ''}"
        return await _download(scene, SCENE_FILES[name], line, key, lambda: replay(scene, view))
    if scene is not None and name in SCENE_FILES:
        file = SCENE_FILES[name]
        return await _download(scene, file, line, key, lambda: file.make(scene))
    if run is not None and name in RUN_FILES:
        of_run = RUN_FILES[name]
        return await _download(scene_of(run), of_run, line, key, lambda: of_run.make(run))
    return Response(GONE, status_code=404)


async def _download(
    scene: Scene,
    file: File[Any],
    line: str,
    key: str,
    make: Callable[[], bytes | Iterable[bytes]],
) -> Response:
    def pieces() -> Iterable[bytes]:
        made = make()
        return (made,) if isinstance(made, bytes) else made

    try:
        waiting = asyncio.wrap_future(_made.ask(line, key, pieces))
    except ValueError as error:
        return Response(str(error), status_code=429)
    path = await asyncio.shield(waiting)  # if this visitor goes, others may wait for it
    return FileResponse(
        path,
        media_type=file.kind,
        headers={
            # A file to keep, never a page of this server.
            "Content-Disposition": f'attachment; filename="{_saved_as(scene, file)}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


takeaway_routes: list[BaseRoute] = [Route(f"{FILES_URL}/{{visitor}}/{{token}}/{{name}}", _fetch)]
