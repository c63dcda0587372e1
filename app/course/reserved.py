"""The room that a figure takes, kept free before the browser draws it: so no text jumps.

The browser decides how high a picture is (`arrange` of its kind, `layout` of a chart).  Here are
the same heights as lengths of a style sheet, for a browser that has no script yet; a test in the
browser compares them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from lessons.figure import Live

NARROW = 520  # pixels: below, panels stand below one another
_ROOM = "max(260px, 100vh - 330px)"  # kind.js
_SENTENCE, _CLOCK, _SLIDER, _FILES = 3, 2.4, 1.6, 1.7  # rem
_LETTER, _SIGN, _ROW = 7.4, 40, 20  # pixels of a name in a legend, of what is beside it, of a row


def live_room(figure: Live, wide: bool) -> str:
    """The height of a figure that can be touched."""
    picture = _KINDS.get(figure.kind, _other)(figure.content, wide)
    sliders = sum(variable.slider for variable in figure.variables)
    below = _SENTENCE + _CLOCK * bool(figure.tour) + _SLIDER * sliders + _FILES
    return f"calc({picture} + {below:.1f}rem)"


def chart_room(data: Mapping[str, Any]) -> str:
    """The height of a chart, from its message to the browser."""
    layout = data["figures"][0]["layout"]
    height, ratio = layout["height"], layout.get("meta", {}).get("ratio")
    if ratio:
        edges = layout["margin"]["t"] + layout["margin"]["b"]
        height = f"min({height}px, max(120px, {100 * ratio:.1f}cqw + {edges}px))"
    else:
        height = f"{height}px"
    below = (_CLOCK + _SLIDER) * bool(data["slider"]) + _FILES
    return f"calc({height} + {below:.1f}rem)"


def rules(slot: str, wide: str, narrow: str) -> str:
    """The style of a slot."""
    place = f".st-key-slot-{slot}"
    figure = f"{place} :is(.course-figure, .course-chart)"
    return (
        f"<style>{place} {{ container-type: inline-size; }} {figure} {{ min-height: {wide}; }}"
        f"@container (width < {NARROW}px) {{ {figure} {{ min-height: {narrow}; }} }}</style>"
    )


def _circle(content: Mapping[str, Any], _: bool) -> str:
    share = 0.56 if content["half"] else 1
    return f"min({100 * share:g}cqw, {560 * share:g}px, {_ROOM})"


def _curves(content: Mapping[str, Any], wide: bool) -> str:
    names = [line["name"] for line in content["lines"] if line["name"]]
    long = sum(_SIGN + _LETTER * len(name) for name in names)
    rows = min(len(names), math.ceil(long / (680 if wide else 358)))
    legend = _ROW * rows + 4 if names else 0
    return f"min(max(58cqw, 240px) + {legend}px, {400 + legend}px, {_ROOM})"


def _dots(_content: Mapping[str, Any], _wide: bool) -> str:
    return "clamp(230px, 55cqw, 380px)"


def _rays(content: Mapping[str, Any], wide: bool) -> str:
    count, titled = len(content["panels"]), any(panel["title"] for panel in content["panels"])
    title = 24 if titled else 0
    if count > 1 and wide:
        return f"min((100cqw - 12px) / {count}, 460px, {_ROOM}) + {title}px"
    edges = (title + 12) * count - 12
    return f"{count} * min(100cqw, 460px, {_ROOM} * {count}) + {edges}px"


def _portraits(content: Mapping[str, Any], _: bool) -> str:
    count = len(content["names"])
    words = 90 if content["shares"] else 34  # px: names above, and bars below if there are any
    return f"min(150px, (100cqw - {14 * (count - 1) + 12}px) / {count}) + {words}px"


def _pictures(content: Mapping[str, Any], wide: bool) -> str:
    columns = 4 if wide else 3  # with which the pictures are largest
    rows = math.ceil(len(content["wrong"]) / columns)
    side = f"min(104px, (100cqw - {14 * (columns - 1)}px) / {columns})"
    return f"min(26px + {rows} * ({side} + 34px), {_ROOM})"


def _points(_content: Mapping[str, Any], _wide: bool) -> str:
    return f"min(100cqw, 560px, {_ROOM})"


def _other(_content: Mapping[str, Any], _wide: bool) -> str:
    return "60cqw"  # kind.js


_KINDS: Mapping[str, Callable[[Mapping[str, Any], bool], str]] = {
    "circle": _circle,
    "curves": _curves,
    "dots": _dots,
    "pictures": _pictures,
    "points": _points,
    "portraits": _portraits,
    "rays": _rays,
}
