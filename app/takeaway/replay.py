"""One HTML file that plays a scene without a network: the stage's own code, and the scene in it.

The stage consists of modules that import one another.  Each goes into the page as a data address,
and an import map says which name is which; so the browser puts them together as it always does.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import posixpath
import re

from app.drawing.files import APP, file_text
from app.figures.reading import reading
from app.look.css import css
from app.look.themes import DARK, LIGHT
from app.scene.scene import STEP, Scene
from app.stage.payload import scene_message
from app.stage.view import View

ENTRY = "stage/browser/replay.js"
_IMPORT = re.compile(r'(?<=from )"(\.{1,2}/[a-z_./]+\.js)"')
#: A module that is chosen by its name among those of its folder.
_CHOSEN = re.compile(r"(?<=import\(`)\./(?=\$)")
_RULES = (
    "drawing/browser/drawing.css",
    "inspector/browser/inspector.css",
    "stage/browser/stage.css",
)
#: Nothing may be fetched, whatever a class in the data is called.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; "
    "img-src data: blob:"
)


def replay(scene: Scene, view: View | None = None) -> bytes:
    """The page; it opens at the view, or at the first step without one."""
    packed = base64.b64encode(gzip.compress(scene_message(scene), mtime=0)).decode()
    title = f"{', '.join(scene.titles)} on {scene.data}"
    # The caption is of the last kept step; the player shows which step it is at.
    lines = [line.replace(STEP, f"{scene.last_step:,}") for line in scene.caption]
    page = _PAGE.format(
        policy=POLICY,
        title=html.escape(title),
        light=LIGHT.variables(),
        dark=DARK.variables(),
        tokens=css(),
        css="\n".join(map(file_text, _RULES)),
        imports=as_json({"imports": modules()}),
        reading=html.escape(reading(scene.dimension)),
        caption="<br>".join(map(html.escape, lines)),
        view=as_json(view.to_json() if view else None),
        run=packed,
        entry=ENTRY,
    )
    return page.encode()


def modules(entry: str = ENTRY) -> dict[str, str]:
    """An entry and all that it imports: path below `app/` -> data address, imports by path."""
    found: dict[str, str] = {}
    waiting = [entry]
    while waiting:
        file = waiting.pop()
        if file not in found:
            text, imported = _with_paths(file)
            found[file] = f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"
            waiting += imported
    return found


def _with_paths(file: str) -> tuple[str, list[str]]:
    """A module whose imports are paths below `app/`, and those paths."""
    imported: list[str] = []

    def path(match: re.Match[str]) -> str:
        imported.append(posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1])))
        return f'"{imported[-1]}"'

    text = _IMPORT.sub(path, file_text(file))
    folder = posixpath.dirname(file)
    if _CHOSEN.search(text):
        imported += [f"{folder}/{module.name}" for module in sorted((APP / folder).glob("*.js"))]
    return _CHOSEN.sub(f"{folder}/", text), imported


def as_json(value: object) -> str:
    """JSON that cannot end the script element around it."""
    return json.dumps(value).replace("<", "\\u003c")


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{tokens}
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 1rem auto; max-width: 84rem; padding: 0 1rem; font-family: var(--st-font);
  color: var(--st-text-color); background: var(--st-background-color); }}
h1 {{ font-size: var(--mm-type-title); font-weight: 650; }}
p {{ font-size: var(--mm-type-small); line-height: 1.5; }}
.bench {{ display: grid; gap: 1rem; align-items: start; }}
@media (min-width: 900px) {{
  .bench:has(.inspector) {{ grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }}
}}
{css}
</style>
<script type="importmap">{imports}</script>
</head>
<body>
<h1>{title}</h1>
<main class="bench"><div class="stage"></div><div class="inspector"></div></main>
<p>{reading}</p>
<p>{caption}</p>
<script type="application/json" id="view">{view}</script>
<script type="text/plain" id="run">{run}</script>
<script type="module">import "{entry}";</script>
</body>
</html>
"""
