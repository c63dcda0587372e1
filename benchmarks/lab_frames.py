"""The loss lab in a headless browser: frame times with eight losses while something is dragged.

The page also shows a trained run of 2,000 samples in the plane of two angles.  The browser's
software renderer draws, as in `stage_frames`.  `calculate` is the time of the losses, `draw` that
of the lab's canvases; the drawing of the stage is only in the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.drawing.files import PLOTLY_URL, file_text, file_url
from app.lab.message import message
from app.lab.setting import Setting, evenly
from app.stage.addresses import scene_address
from app.toy_runs.comparison import scene_of
from benchmarks.harness.browser import measured
from benchmarks.harness.options import Options
from benchmarks.harness.table import table
from benchmarks.stage_frames import ROUTES, recorded_run
from toy_models.config import LossChoice
from toy_models.record import Run

PICTURES = 150
#: The files of the stage and of the lab.
#: All with a margin, guidance or both; the slowest to calculate are among them.
EIGHT = (
    "a_softmax",
    "arc_softmax",
    "hm_arc_softmax",
    "f_am_softmax",
    "sv_softmax",
    "npcface",
    "sv_arc_softmax",
    "mv_am_softmax",
)
STAGE = "the stage"
PAGE = f"""<!doctype html><link rel="stylesheet" href="{file_url("stage/browser/stage.css")}">
<style>{file_text("drawing/browser/drawing.css")}{file_text("lab/browser/lab.css")}</style>
<body style="margin: 0"><div class="lab" style="width: 1300px"></div>
<div class="stage" style="width: 1300px"></div></body>"""

#: Drag the sample or a weight, or scrub the stage, picture by picture; the browser sets the pace.
SCRIPT = """async ([data, who, pictures, stageScript, stageData]) => {
    const { Stage } = await import(stageScript);
    const below = document.querySelector(".stage");
    const stage = new Stage(below);
    await stage.show(stageData, () => {});
    stage.clock.pause();
    const { Lab } = await import(data.script);
    const root = document.querySelector(".lab");
    const lab = new Lab(root);
    lab.show(data, () => {});
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let i = 0; i < 20; i += 1) { lab.redraw(); await next(); }
    const { timing } = lab;
    const before = { ...timing };
    const begun = performance.now();
    for (let i = 0; i < pictures; i += 1) {
        if (who === "the stage") stage.seek(((i + 0.5) / pictures) * stage.run.last);
        else lab.move(who, 0.3 + (2 * Math.PI * i) / pictures);
        await next();
    }
    while (lab.waiting) await next();
    const milliseconds = performance.now() - begun;
    const drawn = timing.pictures - before.pictures;
    return [drawn / milliseconds * 1000, milliseconds / drawn,
            (timing.calculate - before.calculate) / drawn, (timing.draw - before.draw) / drawn];
}"""


def scene(losses: int, classes: int) -> dict[str, Any]:
    """The message to the browser for so many losses and class weights."""
    chosen = tuple(LossChoice.of(name) for name in EIGHT[:losses])
    return message(Setting(losses=chosen, weights_C=evenly(classes), focus=losses - 1), 10, 2)


def measure(
    browser: Any, address: str, result: Run, losses: int, who: Any, pictures: int
) -> list[float]:
    """Pictures a second, milliseconds a picture, and of those in calculate and in draw."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(address)
    below = {"run": scene_address(scene_of(result)), "plotly": PLOTLY_URL, "key": "benchmark"}
    script = file_url("stage/browser/stage.js")
    found: list[float] = page.evaluate(
        SCRIPT, [scene(losses, 10), who, pictures, script, {**below, "charts": ["angles"]}]
    )
    page.close()
    return found


def report(options: Options) -> Iterator[str]:
    """One row a drag.  Raises RuntimeError where there is no browser."""
    pictures = 30 if options.quick else PICTURES
    result = recorded_run(losses=1, dimension=2)

    def of(losses: int, who: Any) -> Callable[[Any, str], list[float]]:
        return lambda browser, address: measure(browser, address, result, losses, who, pictures)

    rows = measured(
        [
            ("8 losses, the sample", of(8, "sample")),
            ("8 losses, a class weight", of(8, 3)),
            ("8 losses, scrubbing the stage", of(8, STAGE)),
            ("1 loss, the sample", of(1, "sample")),
        ],
        PAGE,
        ROUTES,
    )
    heads = ("what is dragged", "pictures/s", "ms a picture", "calculate, ms", "draw, ms")
    yield "10 class weights, five charts and a run in the plane, in a browser without a GPU"
    yield table(heads, rows)
