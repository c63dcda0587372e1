"""The lab's files are served, and nothing beside them."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from app.lab.routes import BROWSER, FILES_URL, routes
from app.main import app
from tests.app.stage.serving import serving


def test_every_file_is_served_and_nothing_above_them() -> None:
    files = [file for file in BROWSER.rglob("*") if file.is_file()]
    assert len(files) > 10
    with serving(routes) as host:
        for file in files:
            url = f"http://{host}{FILES_URL}/{file.relative_to(BROWSER)}"
            with urllib.request.urlopen(url, timeout=30) as answer:
                assert answer.read() == file.read_bytes()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://{host}{FILES_URL}/%2e%2e/payload.py", timeout=30)


def test_the_server_of_the_app_has_them() -> None:
    assert all(route in app._user_routes for route in routes)


def test_no_file_of_the_browser_names_a_foreign_host() -> None:
    for file in BROWSER.rglob("*.*"):
        text = file.read_text().replace("http://www.w3.org/", "")
        assert "http:" not in text
        assert "https:" not in text
