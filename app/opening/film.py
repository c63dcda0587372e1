"""The opening as one HTML file that plays without a network: its own code, and its runs in it."""

from __future__ import annotations

import html
from functools import cache

from app.drawing.files import file_text
from app.opening.facts import people_scene, stored_strangers
from app.opening.notes import about
from app.opening.story import plain_story
from app.stage.payload import scene_message
from app.takeaway.one_file import one_file

QUESTION = "Which pictures are of the same person?"
ENTRY = "opening/browser/film.js"
_RULES = ".about { font-size: var(--mm-type-small); color: var(--mm-muted); }"


@cache
def film() -> bytes:
    """The page."""
    return one_file(
        title=QUESTION,
        rules="\n".join([_RULES, file_text("opening/browser/opening.css")]),
        body=(
            f'<div class="opening"><h1>{QUESTION}</h1></div>\n'
            f'<p class="about">{html.escape(about())}</p>'
        ),
        view={
            "strangers": stored_strangers().message(),
            "story": plain_story(),
            "doors": [],
            "files": [],
            "scene": "",
        },
        run=scene_message(people_scene()),
        entry=ENTRY,
        width=100,
    )
