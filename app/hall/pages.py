"""The pages of the hall, plain HTML: a frame with the look of the app, which a script fills.

They are no Streamlit pages: a phone then needs neither a session of the server nor megabytes of
script.  All addresses in them are relative to the root of the app, wherever that is (`address.js`).
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

from app.drawing.files import file_text
from app.hall.addresses import HALL_FILES
from app.look.css import css
from app.look.themes import DARK, LIGHT

_STYLES = (
    "drawing/browser/drawing.css",
    "course/browser/figure.css",
    "course/browser/chart.css",
    f"{HALL_FILES}/hall.css",
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<base href="{base}">
<title>{title}</title>
<style>
{tokens}
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
{styles}
</style>
</head>
<body class="hall {kind}">
<noscript>This page needs JavaScript.</noscript>
<main id="hall" aria-live="polite"></main>
<script type="application/json" id="given">{given}</script>
<script type="module" src="./app-files/{files}/{kind}.js"></script>
</body>
</html>
"""


@dataclass(frozen=True)
class Page:
    """A page of the hall."""

    kind: str  # its script, and its class in the style sheet
    title: str
    below: int = 0  # how many folders it is below the root of the app

    def html(self, **given: object) -> str:
        """The page.  Args: given: what its script is given, as JSON."""
        return _PAGE.format(
            base="../" * self.below or "./",
            title=html.escape(self.title),
            tokens=css(),
            light=LIGHT.variables(),
            dark=DARK.variables(),
            styles="\n".join(map(file_text, _STYLES)),
            kind=self.kind,
            files=HALL_FILES,
            given=json.dumps(given).replace("<", "\\u003c"),
        )


OPEN = Page("open", "Open a room")
WALL = Page("wall", "The wall", below=1)
ENTER = Page("enter", "Come into a room")
STUDENT = Page("student", "Your answer", below=1)
