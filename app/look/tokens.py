"""Typeface, sizes and spaces.  css.py makes CSS variables of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

#: The theme in Streamlit's config.
STREAMLIT = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text())[
    "theme"
]
ROOT = 16  # pixels of a rem

#: Streamlit's own, which it serves itself: "sans-serif" in its config.
FONT = '"Source Sans", sans-serif'
_TITLE, _LEAD = (
    round(ROOT * float(size.removesuffix("rem"))) for size in STREAMLIT["headingFontSizes"][:2]
)
#: Pixels.  Five sizes are enough: what a page has beside its text is fine or small.
TYPE = {
    "fine": 12,  # ticks, names at a circle
    "small": 13,  # captions, axis titles, chips
    "body": 15,  # text, titles of panels
    "lead": _LEAD,  # titles of sections, the sentence below a page's title
    "title": _TITLE,  # the title of a page
}
#: Pixels between things that belong together (1, 2), between groups (4), between parts (6, 8).
SPACE = {1: 4, 2: 8, 3: 12, 4: 16, 6: 24, 8: 32}
LINE = 1.0  # pixels of axes, spokes and outlines
STROKE = 2.0  # pixels of a line that carries data

#: How far a quiet colour is on its way to the paper, 0 to 1.
QUIET = {
    "muted": 0.3,  # words that are second to others
    "boundary": 0.45,  # the line between two regions
    "spoke": 0.55,  # the shafts of class weights
    "faint": 0.82,  # grids, outlines
    "region": 0.84,  # a class's region
    "band": 0.94,  # and the part of it where the margin is not kept
}
