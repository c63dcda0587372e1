"""A small server with one page, and rows that a browser measures."""

from __future__ import annotations

import urllib.request
from typing import Any

import pytest
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.harness.browser import installed, measured, page_served

ROUTES = [Route("/file", lambda _: Response("content"))]


def test_the_page_and_its_files_are_served() -> None:
    with page_served("<p>page</p>", ROUTES) as address:
        for path, content in (("", b"<p>page</p>"), ("file", b"content")):
            with urllib.request.urlopen(address + path, timeout=30) as answer:
                assert answer.read() == content


@pytest.mark.skipif(not installed(), reason="no browser")
def test_each_row_is_measured_on_the_page() -> None:
    def figures(browser: Any, address: str) -> list[float]:
        page = browser.new_page()
        page.goto(address)
        return [page.evaluate("() => document.querySelector('p').textContent.length"), 2.54]

    assert measured([("a page", figures)], "<p>four</p>", ROUTES) == [("a page", "4.0", "2.5")]
