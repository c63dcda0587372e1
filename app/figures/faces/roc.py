"""The ROC: the share of genuine pairs accepted against that of impostor pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.look.losses import LossLook
from app.look.themes import Theme
from toy_models.record import Array

POINTS_AT_MOST = 1_000
HEIGHT, LEGEND = 320, 20  # of the chart, and of a line of the legend where it is narrow
LOWEST = 1e-9  # a FAR below it is not drawn


@dataclass(frozen=True)
class Line:
    """A ROC, or a few points of line."""

    name: str
    far: Array  # rising
    tar: Array
    look: LossLook  # of the loss of its run
    kind: str = "solid"  # its dash
    points: bool = False  # only these were measured


def roc(lines: Sequence[Line], theme: Theme) -> go.Figure:
    """The chart of these lines."""
    layout = base_layout(theme, HEIGHT + LEGEND * len(lines))
    layout["margin"] |= {"l": 60, "b": 50}
    smallest = min(
        (float(line.far[line.far > LOWEST].min(initial=1.0)) for line in lines), default=1e-4
    )
    grid = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = grid | {
        "title": {"text": "FAR: impostor pairs accepted", "standoff": 4},
        "type": "log",
        "range": [float(np.floor(np.log10(smallest))), 0],
        "dtick": 1,
        "exponentformat": "power",
    }
    layout["yaxis"] = grid | {
        "title": {"text": "TAR: genuine pairs accepted"},
        "ticksuffix": " %",
        "range": [-3, 103],
    }
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    return go.Figure({"data": [_line(line, theme) for line in lines], "layout": layout})


def _line(line: Line, theme: Theme) -> dict[str, Any]:
    far, tar = line.far, line.tar
    drawn = np.flatnonzero(far > LOWEST)
    if len(drawn) > POINTS_AT_MOST:  # evenly in the logarithm, as they are seen
        wanted = np.geomspace(far[drawn[0]], far[drawn[-1]], POINTS_AT_MOST)
        drawn = np.unique(drawn[np.searchsorted(far[drawn], wanted).clip(max=len(drawn) - 1)])
    return {
        "type": "scatter",
        "mode": "lines+markers" if line.points else "lines",
        "name": line.name,
        "x": far[drawn],
        "y": 100 * tar[drawn],
        "line": {
            "color": line.look.colour(theme.dark),
            "dash": line.kind,
            "width": 2,
            "shape": "linear" if line.points else "hv",
        },
        "marker": {"size": 9, "symbol": "diamond"},
        "hovertemplate": "FAR %{x:.2g}: TAR %{y:.1f} %<extra></extra>",
    }
