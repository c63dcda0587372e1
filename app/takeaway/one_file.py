"""A page as one HTML file that works without a network: its own code, and its data in it.

The browser's code consists of modules that import one another.  Each goes into the page as a data
address, and an import map says which name is which; so the browser puts them together as it always
does.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import posixpath
import re

from app.drawing.files import APP, file_text
from app.look.css import css
from app.look.themes import DARK, LIGHT

_IMPORT = re.compile(r'(?<=from )"(\.{1,2}/[a-z_./]+\.js)"')
#: A module that is chosen by its name among those of its folder.
_CHOSEN = re.compile(r"(?<=import\(`)\./(?=\$)")
#: Nothing may be fetched, whatever a class in the data is called.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; "
    "img-src data: blob:"
)


def one_file(
    *, title: str, rules: str, body: str, view: object, run: bytes, entry: str, width: int
) -> bytes:
    """The file.

    Args:
        title: of the page, as plain text.
        rules: style sheet, after the look's own.
        body: HTML, before the data.
        view: what `embedded.js` gives the entry as JSON.
        run: a message of `scene/wire.py`, which `embedded.js` gives as a run.
        entry: the module that begins, below `app/`.
        width: of the page at most, in rem.
    """
    return _PAGE.format(
        policy=POLICY,
        title=html.escape(title),
        tokens=css(),
        light=LIGHT.variables(),
        dark=DARK.variables(),
        width=width,
        rules=rules,
        imports=_as_json({"imports": modules(entry)}),
        body=body,
        view=_as_json(view),
        run=base64.b64encode(gzip.compress(run, mtime=0)).decode(),
        entry=entry,
    ).encode()


def modules(entry: str) -> dict[str, str]:
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


def _as_json(value: object) -> str:
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
body {{ margin: 1rem auto; max-width: {width}rem; padding: 0 1rem; font-family: var(--st-font);
  color: var(--st-text-color); background: var(--st-background-color); }}
{rules}
</style>
<script type="importmap">{imports}</script>
</head>
<body>
{body}
<script type="application/json" id="view">{view}</script>
<script type="text/plain" id="run">{run}</script>
<script type="module">import "{entry}";</script>
</body>
</html>
"""
