"""The names of lines beside their ends, in place of a legend.

Names never overlap: where lines end close together, the names stand as near as there is room, in
the order of the lines.  A piece of the line stands before each name, with its colour and dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.look.losses import LossLook
from app.look.themes import Theme
from app.look.tokens import STROKE, TYPE

NAME = "direct"  # of these annotations and shapes; a narrow chart has a legend in their place
APART = 17  # pixels between two names
PIECE = 18  # pixels of the line before a name
LETTER = 7.2  # pixels, at most on average
ROOM = 6  # pixels between chart, line and name


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places as near to the wanted ones as can be, `least` apart, in the same order.

    Within `low` and `high` while there is room for all.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    places = [0.0] * len(wanted)
    before = low - least
    for at in order:
        before = places[at] = max(wanted[at], before + least)
    after = max(high, low + least * (len(wanted) - 1)) + least
    for at in reversed(order):
        after = places[at] = min(places[at], after - least)
    return places


def direct_labels(
    names: Sequence[str],
    looks: Sequence[LossLook],
    ends: Sequence[float],
    extent: tuple[float, float],
    axis: str,
    pixels: float,
    theme: Theme,
) -> dict[str, Any]:
    """Annotations, shapes and the margin at the right of a chart that ends at the figure's edge.

    Args:
        names: of the lines.
        looks: of the lines.
        ends: values at which the lines end.
        extent: lowest and highest value of the axis.
        axis: of the values, such as "y3".
        pixels: height of the chart.
        theme: of the page.
    """
    low, high = extent
    unit = (high - low) / pixels  # of a pixel
    places = apart(ends, APART * unit, low, high)
    at_right = {"name": NAME, "xref": "paper", "yref": axis}
    annotations = [
        {
            **at_right,
            "text": name,
            "x": 1,
            "y": place,
            "xshift": 2 * ROOM + PIECE,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": TYPE["small"], "color": look.colour(theme.dark)},
        }
        for name, look, place in zip(names, looks, places, strict=True)
    ]
    shapes = [
        {
            **at_right,
            "type": "line",
            "xsizemode": "pixel",
            "xanchor": 1,
            "x0": ROOM,
            "x1": ROOM + PIECE,
            "y0": place,
            "y1": place,
            "line": {
                "color": look.colour(theme.dark),
                "dash": look.plotly_dash,
                "width": STROKE,
            },
        }
        for look, place in zip(looks, places, strict=True)
    ]
    room = 3 * ROOM + PIECE + LETTER * max(map(len, names))
    return {"annotations": annotations, "shapes": shapes, "room": round(room)}


def short(labels: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The least that tells losses apart: `Arc`, or `Arc, m = 0.3` where another Arc is there."""
    names = titles if len(set(titles)) == len(titles) else labels
    return [name if name == "Softmax" else name.replace("-Softmax", "", 1) for name in names]
