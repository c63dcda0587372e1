"""Frame times of the stage in a headless browser: how long a picture takes, and on what.

The drawing is by the browser's software renderer, so judge the shares and the ratios; a screen with
a GPU is faster.  `place` finds where everything stands, `draw` puts it on the canvas.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from app.drawing.files import PLOTLY_URL, file_routes, file_url
from app.stage.routes import offers, routes
from benchmarks.app_server import free_port
from benchmarks.setting import Setting
from benchmarks.table import table
from toy_models.config import RunConfig
from toy_models.data import Blobs
from toy_models.gentle import FIRST_RUN
from toy_models.record import Run
from toy_models.training import train

PICTURES = 150
SAMPLES = 2000
PAGE = f"""<!doctype html><link rel="stylesheet" href="{file_url("stage/browser/stage.css")}">
<body style="margin: 0"><div class="stage"></div></body>"""

#: Show a run, then scrub or turn it picture by picture; the browser sets the pace.
SCRIPT = """async ([script, data, kind, pictures]) => {
    const { Stage } = await import(script);
    const root = document.querySelector(".stage");
    root.replaceChildren();
    const stage = new Stage(root);
    await stage.show(data, () => {});
    stage.clock.pause();
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let i = 0; i < 20; i += 1) { stage.redraw(); await next(); }
    const { timing } = stage;
    const before = { ...timing };
    const begun = performance.now();
    for (let i = 0; i < pictures; i += 1) {
        if (kind === "drag") { stage.camera.turn(0.03, 0.01); stage.redraw(); }
        else stage.seek(((i + 0.5) / pictures) * stage.run.last);
        await next();
    }
    while (stage.waiting) await next();
    const milliseconds = performance.now() - begun;
    const drawn = timing.pictures - before.pictures;
    return [drawn / milliseconds * 1000, milliseconds / drawn,
            (timing.place - before.place) / drawn, (timing.draw - before.draw) / drawn];
}"""


def scene(losses: int, dimension: int) -> Run:
    """A short run with SAMPLES recorded samples of ten classes."""
    config = RunConfig(
        data=Blobs(classes=10, per_class=SAMPLES // 10, spread=0.3),
        losses=FIRST_RUN.losses[:losses],
        embedding=dimension,
        hidden=(32,),
        steps=60,
        kept=20,
        recorded=SAMPLES,
    )
    return train(config)


@contextmanager
def served(content: str = PAGE) -> Iterator[str]:
    """A server with a page, the stage's routes and the browser's files; gives its address."""

    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(content)

    port = free_port()
    application = Starlette(routes=[Route("/", page), *file_routes, *routes])
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


def measure(browser: Any, address: str, result: Run, kind: str, pictures: int) -> list[float]:
    """Pictures a second, milliseconds a picture, and of those in place and in draw."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    data = {"run": offers.offer(result), "plotly": PLOTLY_URL, "key": "benchmark"}
    script = file_url("stage/browser/stage.js")
    found: list[float] = page.evaluate(SCRIPT, [script, data, kind, pictures])
    page.close()
    return found


def in_browser(
    scenes: Sequence[tuple[str, Callable[[Any, str], list[float]]]], content: str = PAGE
) -> list[tuple[str, ...]]:
    """A row for each scene: its words, and the figures that it gives for a browser and an address.

    Raises:
        RuntimeError: there is no browser.
    """
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("This benchmark needs a program named chromium.")
    with served(content) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        rows = [
            (words, *(f"{value:.1f}" for value in scene(browser, address)))
            for words, scene in scenes
        ]
        browser.close()
    return rows


def report(setting: Setting) -> Iterator[str]:
    """One row a scene.  Raises RuntimeError where there is no browser."""
    pictures = 30 if setting.quick else PICTURES

    def of(losses: int, dimension: int, kind: str) -> Callable[[Any, str], list[float]]:
        result = scene(losses, dimension)
        return lambda browser, address: measure(browser, address, result, kind, pictures)

    rows = in_browser(
        [
            ("6 circles, scrubbing", of(6, 2, "scrub")),
            ("1 circle, scrubbing", of(1, 2, "scrub")),
            ("3 spheres, scrubbing", of(3, 3, "scrub")),
            ("3 spheres, dragging", of(3, 3, "drag")),
            ("1 sphere, dragging", of(1, 3, "drag")),
        ]
    )
    heads = ("scene", "pictures/s", "ms a picture", "place, ms", "draw, ms")
    yield f"{SAMPLES:,} samples a panel, in a browser without a GPU"
    yield table(heads, rows)
