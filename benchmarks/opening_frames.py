"""The opening in a headless browser: frame times of each of its scenes.

The browser's software renderer draws, as in `stage_frames`: a screen with a GPU is quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.drawing.files import file_text, file_url
from app.look.css import css
from app.opening.payload import data
from app.opening.story import scenes
from benchmarks.harness.browser import measured
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.stage_frames import ROUTES

PICTURES = 60  # of a scene
SCRIPT_FILE = "opening/browser/opening.js"
PAGE = f"""<!doctype html><style>{css()}{file_text("opening/browser/opening.css")}</style>
<body style="margin: 0"><div class="opening" style="width: 1300px"><h1>?</h1></div></body>"""

#: Go through a scene picture by picture; the browser sets the pace.
SCRIPT = """async ([script, data, scene, pictures]) => {
    const { Opening } = await import(script);
    const opening = new Opening(document.querySelector(".opening"));
    await opening.show(data);
    opening.clock.pause();
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const { timeline, clock, timing } = opening;
    const seek = (share) => {
        clock.seek(timeline.starts[scene] + share * timeline.scenes[scene].seconds);
        opening.redraw();
    };
    for (let i = 0; i < 5; i += 1) { seek(0); await next(); }
    let draw = 0;
    const before = timing.pictures;
    const begun = performance.now();
    for (let i = 0; i < pictures; i += 1) {
        seek((i + 0.5) / pictures);
        await next();
        draw += timing.draw;
    }
    const milliseconds = performance.now() - begun;
    const drawn = timing.pictures - before;
    return [1000 * drawn / milliseconds, milliseconds / drawn, draw / pictures];
}"""


def measure(browser: Any, address: str, scene: int, pictures: int) -> list[float]:
    """Pictures a second, milliseconds a picture, and of those in drawing."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    asked = [file_url(SCRIPT_FILE), data(""), scene, pictures]
    found: list[float] = page.evaluate(SCRIPT, asked)
    page.close()
    return found


def report(options: Options) -> Iterator[str]:
    """One row a scene.  Raises RuntimeError where there is no browser."""
    pictures = 10 if options.quick else PICTURES

    def of(scene: int) -> Callable[[Any, str], list[float]]:
        return lambda browser, address: measure(browser, address, scene, pictures)

    rows = measured([(scene.title, of(at)) for at, scene in enumerate(scenes())], PAGE, ROUTES)
    yield "192 pictures of eight people on up to three spheres, in a browser without a GPU"
    yield table(("scene", "pictures/s", "ms a picture", "draw, ms"), rows)
