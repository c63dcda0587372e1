"""One HTML file that plays a scene without a network: the stage's own code, and the scene in it."""

from __future__ import annotations

import html

from app.drawing.files import file_text
from app.figures.reading import reading
from app.scene.scene import STEP, Scene
from app.stage.payload import scene_message
from app.stage.view import View
from app.takeaway.one_file import one_file

ENTRY = "stage/browser/replay.js"
_FILES = (
    "drawing/browser/drawing.css",
    "inspector/browser/inspector.css",
    "stage/browser/stage.css",
)
_RULES = """h1 { font-size: var(--mm-type-title); font-weight: 650; }
p { font-size: var(--mm-type-small); line-height: 1.5; }
.bench { display: grid; gap: 1rem; align-items: start; }
@media (min-width: 900px) {
  .bench:has(.inspector) { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
}"""


def replay(scene: Scene, view: View | None = None, text: str = "") -> bytes:
    """The page; it opens at the view, or at the first step without one.

    Args:
        scene: what is played.
        view: where it begins.
        text: HTML in the place of the title.
    """
    title = f"{', '.join(scene.titles)} on {scene.data}"
    # The caption is of the last kept step; the player shows which step it is at.
    lines = [line.replace(STEP, f"{scene.last_step:,}") for line in scene.caption]
    body = (
        f"{text or f'<h1>{html.escape(title)}</h1>'}\n"
        '<main class="bench"><div class="stage"></div><div class="inspector"></div></main>\n'
        f"<p>{html.escape(reading(scene.dimension))}</p>\n"
        f"<p>{'<br>'.join(map(html.escape, lines))}</p>"
    )
    return one_file(
        title=title,
        rules="\n".join([_RULES, *map(file_text, _FILES)]),
        body=body,
        view=view.to_json() if view else None,
        run=scene_message(scene),
        entry=ENTRY,
        width=84,
    )
