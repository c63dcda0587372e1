"""Running a piece of JavaScript with a run as the browser reads it."""

from __future__ import annotations

import base64
from typing import Any

from app.drawing.files import FILES_URL
from app.stage.payload import scene_message
from app.toy_runs.comparison import scene_of
from toy_models.record import Run

PLACED = """
    const camera = new Camera();
    const panel = new Panel(run, given.loss);
    panel.radius = 1;
    panel.place(given.head, camera);
"""


def calculate(page: Any, result: Run, body: str, **given: Any) -> Any:
    """What a piece of JavaScript gives that has the `run`, its modules and what was `given`."""
    return page.evaluate(
        f"""async ([message, given]) => {{
            const files = (folder, ...names) =>
                Promise.all(names.map((name) => import(`{FILES_URL}/${{folder}}/${{name}}.js`)));
            const [{{ Camera }}, {{ nearest }}] =
                await files("drawing/browser", "camera", "directions");
            const [{{ Run, decode }}, {{ Panel }}, {{ slack }}] =
                await files("stage/browser", "run", "panel", "layers/slack");
            const bytes = Uint8Array.from(atob(message), (c) => c.charCodeAt(0));
            const run = new Run(decode(bytes.buffer));
            {body}
        }}""",
        [base64.b64encode(scene_message(scene_of(result))).decode(), given],
    )
