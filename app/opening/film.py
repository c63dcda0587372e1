"""The opening as one HTML file that plays without a network: its own code, and its runs in it."""

from __future__ import annotations

import base64
import gzip
import html
from functools import cache

from app.drawing.files import file_text
from app.look.css import css
from app.look.themes import DARK, LIGHT
from app.opening.facts import people_scene, stored_strangers
from app.opening.notes import about
from app.opening.story import plain_story
from app.stage.payload import scene_message
from app.takeaway.replay import POLICY, as_json, modules

QUESTION = "Which pictures are of the same person?"
ENTRY = "opening/browser/replay.js"


@cache
def film() -> bytes:
    """The page."""
    packed = base64.b64encode(gzip.compress(scene_message(people_scene()), mtime=0)).decode()
    data = {
        "strangers": stored_strangers().message(),
        "story": plain_story(),
        "doors": [],
        "files": [],
        "scene": "",
    }
    return _PAGE.format(
        policy=POLICY,
        question=QUESTION,
        light=LIGHT.variables(),
        dark=DARK.variables(),
        tokens=css(),
        css=file_text("opening/browser/opening.css"),
        imports=as_json({"imports": modules(ENTRY)}),
        about=html.escape(about()),
        view=as_json(data),
        run=packed,
        entry=ENTRY,
    ).encode()


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{question}</title>
<style>
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
{tokens}
body {{ margin: 1rem auto; max-width: 100rem; padding: 0 1rem; font-family: var(--st-font);
  color: var(--st-text-color); background: var(--st-background-color); }}
.about {{ font-size: var(--mm-type-small); color: var(--mm-muted); }}
{css}
</style>
<script type="importmap">{imports}</script>
</head>
<body>
<div class="opening"><h1>{question}</h1></div>
<p class="about">{about}</p>
<script type="application/json" id="view">{view}</script>
<script type="text/plain" id="run">{run}</script>
<script type="module">import "{entry}";</script>
</body>
</html>
"""
