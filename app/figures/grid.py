"""Small multiples: one chart a loss, in rows, with equal axes and the loss's name above each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.figures.curves import base_layout, title_annotation
from app.figures.panels import titles
from app.look.themes import Theme
from app.scene.scene import Scene

COLUMNS = 3
ROW_PIXELS = 250
GAP = 0.055  # between two charts, as a share of the width
HEAD, FOOT = 46, 44  # pixels above and below a chart


def grid_layout(scene: Scene, theme: Theme, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """Axes x1, y1 for the first loss and so on; `x` and `y` say what all of them share."""
    return grid_of(titles(scene), theme, x, y)


def grid_of(
    names: Sequence[str], theme: Theme, x: dict[str, Any], y: dict[str, Any], gap: float = GAP
) -> dict[str, Any]:
    """The same for charts of these names."""
    columns = min(COLUMNS, len(names))
    rows = -(-len(names) // columns)
    layout = base_layout(theme, rows * ROW_PIXELS)
    layout["margin"] |= {"t": 0, "l": 50}
    layout["annotations"] = []
    width = (1 - gap * (columns - 1)) / columns
    for chart, name in enumerate(names):
        row, column = divmod(chart, columns)
        left = column * (width + gap)
        top = 1 - (row + HEAD / ROW_PIXELS) / rows
        bottom = 1 - (row + 1 - FOOT / ROW_PIXELS) / rows
        suffix = "" if chart == 0 else str(chart + 1)
        shared = {"gridcolor": theme.faint, "zeroline": False}
        layout[f"xaxis{suffix}"] = (
            shared
            | x
            | {
                "domain": [left, min(left + width, 1.0)],  # rounding can lead beyond 1
                "anchor": f"y{suffix}",
            }
        )
        layout[f"yaxis{suffix}"] = (
            shared
            | y
            | {
                "domain": [bottom, top],
                "anchor": f"x{suffix}",
                "showticklabels": column == 0,
                "automargin": True,
            }
        )
        layout["annotations"].append(title_annotation(name, left + width / 2, top, theme))
    return layout


def steps_axis(scene: Scene) -> dict[str, Any]:
    """An x axis of the steps that ends with the training, for charts with a column a kept step.

    A column is centred on its step; without a range the last would reach beyond the training.
    """
    steps: dict[str, Any] = {"title": {"text": "step", "standoff": 2}}
    if len(scene.steps_K) > 1:
        steps |= {"range": [int(scene.steps_K[0]), int(scene.steps_K[-1])]}
    return steps


def name_rows(layout: dict[str, Any], words: str) -> None:
    """Name what is upwards, once in each row: at its first chart."""
    for name, axis in layout.items():
        if name.startswith("yaxis") and axis["showticklabels"]:
            axis["title"] = {"text": words, "standoff": 4}
