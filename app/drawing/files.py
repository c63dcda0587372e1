"""Where the browser fetches the app's JavaScript and CSS, and Plotly.

The address of a file repeats its path below `app/`.  So an import from one folder into another is
the same relative path on the disk, on the server and for the tools that check the JavaScript.
"""

from __future__ import annotations

from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

APP = Path(__file__).parents[1]
#: The folders that are served, below APP; nothing else of the app is.
FOLDERS = (
    "course/browser",
    "drawing/browser",
    "hall/browser",
    "inspector/browser",
    "lab/browser",
    "opening/browser",
    "stage/browser",
    "takeaway/browser",
)
FILES_URL = "/app-files"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PLOTLY_URL = "/plotly.js"


def file_url(file: str) -> str:
    """The address of a file, which is named by its path below `app/`."""
    return f"{FILES_URL}/{file}"


def file_text(file: str) -> str:
    """The content of a file, which is named by its path below `app/`."""
    return (APP / file).read_text()


def _plotly(_: Request) -> Response:
    kept = {"Cache-Control": "private, max-age=3600"}
    return FileResponse(PLOTLY, media_type="text/javascript", headers=kept)


file_routes: list[BaseRoute] = [
    Route(PLOTLY_URL, _plotly),
    *(Mount(file_url(folder), StaticFiles(directory=APP / folder)) for folder in FOLDERS),
]
