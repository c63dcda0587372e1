"""The stage in a headless browser: how long a picture takes, and what takes the time.

The browser's software renderer draws, so only shares and ratios mean something; a screen with a GPU
is faster.  `place` is the time to find all positions, `draw` the time to draw them on the canvas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.drawing.files import PLOTLY_URL, file_routes, file_url
from app.stage.addresses import scene_address
from app.stage.routes import stage_routes
from app.toy_runs.comparison import scene_of
from benchmarks.harness.browser import measured
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from toy_models.config import RunConfig
from toy_models.data import Blobs
from toy_models.first_run import SIX_LOSSES
from toy_models.record import Run
from toy_models.training import train

PICTURES = 150
SAMPLES = 2000
ROUTES = (*file_routes, *stage_routes)
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


def recorded_run(losses: int, dimension: int) -> Run:
    """A short run with SAMPLES recorded samples of ten classes."""
    config = RunConfig(
        data=Blobs(classes=10, per_class=SAMPLES // 10, spread=0.3),
        losses=SIX_LOSSES[:losses],
        embedding=dimension,
        hidden=(32,),
        steps=60,
        kept=20,
        recorded=SAMPLES,
    )
    return train(config)


def measure(browser: Any, address: str, result: Run, kind: str, pictures: int) -> list[float]:
    """Pictures a second, milliseconds a picture, and of those in place and in draw."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    data = {"run": scene_address(scene_of(result)), "plotly": PLOTLY_URL, "key": "benchmark"}
    script = file_url("stage/browser/stage.js")
    found: list[float] = page.evaluate(SCRIPT, [script, data, kind, pictures])
    page.close()
    return found


def report(options: Options) -> Iterator[str]:
    """One row a scene.  Raises RuntimeError where there is no browser."""
    pictures = 30 if options.quick else PICTURES

    def of(losses: int, dimension: int, kind: str) -> Callable[[Any, str], list[float]]:
        result = recorded_run(losses, dimension)
        return lambda browser, address: measure(browser, address, result, kind, pictures)

    rows = measured(
        [
            ("6 circles, scrubbing", of(6, 2, "scrub")),
            ("1 circle, scrubbing", of(1, 2, "scrub")),
            ("3 spheres, scrubbing", of(3, 3, "scrub")),
            ("3 spheres, dragging", of(3, 3, "drag")),
            ("1 sphere, dragging", of(1, 3, "drag")),
        ],
        PAGE,
        ROUTES,
    )
    heads = ("scene", "pictures/s", "ms a picture", "place, ms", "draw, ms")
    yield f"{SAMPLES:,} samples a panel, in a browser without a GPU"
    yield table(heads, rows)
