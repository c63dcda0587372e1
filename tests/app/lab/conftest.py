"""A page in which the browser's files of the lab can be imported, without the app around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.lab.routes import routes as lab_routes
from app.stage.routes import routes as stage_routes
from tests.app.stage.serving import serving


@pytest.fixture(scope="module")
def blank(browser: Any) -> Iterator[Any]:
    """An empty page of a server that has the lab's and the stage's files."""
    with serving([*stage_routes, *lab_routes]) as host:
        page = browser.new_page()
        page.goto(f"http://{host}/stage-files/stage.css")
        yield page
        page.close()
