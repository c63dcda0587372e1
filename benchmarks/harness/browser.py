"""A headless browser, and a small server whose page it opens."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from benchmarks.harness.server import free_port

#: JavaScript: the stage that a page shows.
STAGE = "document.querySelector('.stage canvas')?.stage"
#: A row of a table: its words, and how to measure its figures with a browser and an address.
Row = tuple[str, Callable[[Any, str], list[float]]]


def installed() -> bool:
    """Whether there is a browser."""
    return shutil.which("chromium") is not None


@contextmanager
def launched() -> Iterator[Any]:
    """A browser of playwright.

    Raises:
        RuntimeError: there is none.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("This benchmark needs a program named chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_served(content: str, routes: Sequence[BaseRoute]) -> Iterator[str]:
    """A server with one page and these routes; gives its address."""

    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(content)

    port = free_port()
    application = Starlette(routes=[Route("/", page), *routes])
    server = uvicorn.Server(uvicorn.Config(application, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()


def measured(
    rows: Sequence[Row], content: str, routes: Sequence[BaseRoute]
) -> list[tuple[str, ...]]:
    """Measure each row in a browser that opens this page.

    Raises:
        RuntimeError: there is no browser.
    """
    with page_served(content, routes) as address, launched() as browser:
        return [
            (words, *(f"{value:.1f}" for value in figures(browser, address)))
            for words, figures in rows
        ]


def seconds_to_picture(page: Any, address: str) -> float:
    """From asking for the page to the first picture of its stage."""
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_function(f"() => {STAGE}?.timing.pictures > 0")
    return time.perf_counter() - begun
