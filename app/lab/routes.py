"""Where the browser fetches the lab's files."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

BROWSER = Path(__file__).with_name("browser")
FILES_URL = "/lab-files"

routes: list[BaseRoute] = [Mount(FILES_URL, StaticFiles(directory=BROWSER))]
