"""A page in which the browser's files can be imported, without the app around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.drawing.files import file_routes, file_url
from tests.app.stage.serving import serving


@pytest.fixture(scope="module")
def blank(browser: Any) -> Iterator[Any]:
    """An empty page of a server that has the browser's files."""
    with serving(file_routes) as host:
        page = browser.new_page()
        page.goto(f"http://{host}{file_url('stage/browser/stage.css')}")
        yield page
        page.close()
