"""Strangers: how many pairs of one person a loss finds among people whom no training has seen.

L: losses.
"""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.figures.faces.roc import LEGEND, Line, roc
from app.look.themes import Theme
from app.look.tokens import TYPE
from app.scene.scene import Scene
from toy_models.strangers import FARS

FAR = FARS[0]  # at which the words name TAR
NAMED = f"1 in {1 / FAR:.0f}"
LETTERS = 54  # of a line of words: as wide as a phone
LINE = 17  # pixels of a line of words
EMPTY_HEIGHT = 160
SPACE = {2: "two", 3: "three"}
NOT_YET = (
    "Strangers are people whom the training never sees. They are tested when the training has "
    "ended with its last step; a run that was stopped, or that an older version stored, has no "
    "such test."
)
FOUND = (
    "{people} people whom the training never saw, {pictures} pictures of each. If {named} pairs of "
    "two people may pass for one person (FAR {far:.0%}), so many of the pairs of one person are "
    "found (TAR):"
)
NO_ROOM = (
    "In {space} dimensions there is hardly room for people who are not in the training; 64 "
    "dimensions have it."
)


def strangers(scene: Scene, theme: Theme) -> go.Figure:
    """The ROC of each loss on strangers, with TAR at a FAR in words; what is missing in words."""
    found = scene.strangers
    if found is None:
        layout = base_layout(theme, EMPTY_HEIGHT) | {"xaxis": _NONE, "yaxis": _NONE}
        return go.Figure({"layout": layout | {"title": _words(NOT_YET, theme)}})
    tar_L = found.tar_at(FAR)
    lines = [
        Line(name=f"{label}: {tar:.0%}", far=found.far_P, tar=tar_P, look=look)
        for label, tar, tar_P, look in zip(
            scene.labels, tar_L, found.tar_LP, scene.looks, strict=True
        )
    ]
    figure = roc(lines, theme)
    words = FOUND.format(people=found.people, pictures=found.pictures, named=NAMED, far=FAR)
    if scene.dimension in SPACE:
        words = f"{NO_ROOM.format(space=SPACE[scene.dimension])} {words}"
    above = _words(words, theme)
    room = LINE * (above["text"].count("<br>") + 2)
    figure.update_layout(title=above, height=figure.layout.height + room)
    figure.update_layout(margin_t=room + LEGEND * len(lines))
    figure.add_vline(FAR, line={"color": theme.muted, "width": 1, "dash": "dot"})
    return figure


_NONE = {"visible": False}


def _words(words: str, theme: Theme) -> dict[str, Any]:
    """Words above a chart, at its left."""
    return {
        "text": "<br>".join(textwrap.wrap(words, LETTERS)),
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 6 + LINE, "l": 4},  # the first of several lines stands above its place
        "font": {"size": TYPE["small"], "color": theme.ink},
    }
