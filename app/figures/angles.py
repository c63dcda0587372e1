"""The angles as a film: how far samples are from their class, and from the nearest rival.

A column is a kept step, a row an angle; the colour shows how many samples have it.  Where the two
clouds part, the network separates the classes.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import axes
from app.figures.grid import grid_layout, name_rows, steps_axis
from app.look.themes import Theme
from app.scene.scene import Scene
from toy_models.record import Array

BINS = 45  # of 4 degrees where the angles reach up to 180
CENTRES = (np.arange(BINS) + 0.5) * 180 / BINS
TICKS = (15, 30, 45)  # degrees between two ticks
CLOUDS = ("target_angle_LN", "rival_angle_LN")  # in a scene's arrays
NEARLY_ALL = 0.95  # before anything is learned, some lie anywhere
ROUND = 15  # an axis ends at a multiple of it, degrees


def shares(angles_KN: Array, top: float = 180) -> Array:
    """The share of samples in each of BINS bins from 0 to `top` degrees.  (BINS, K).

    What lies beyond counts at the upper edge.
    """
    edges = np.linspace(0, np.radians(top), BINS + 1)
    counts = [
        np.histogram(angles_N.astype(float).clip(max=edges[-1]), edges)[0] for angles_N in angles_KN
    ]
    return (np.stack(counts, 1) / angles_KN.shape[1]).astype(np.float32)


def highest(scene: Scene) -> int:
    """Degrees from 0 up to which NEARLY_ALL angles of a scene lie, a multiple of ROUND."""
    angles = np.concatenate([scene.arrays[name].ravel() for name in CLOUDS]).astype(np.float32)
    return min(180, ROUND * math.ceil(math.degrees(np.quantile(angles, NEARLY_ALL)) / ROUND))


def film(
    steps_K: Array,
    angles_KN: Array,
    name: str,
    colour: str,
    number: int,
    top: float = 180,
) -> dict[str, Any]:
    """The trace of one cloud on the axes of this number, which end at `top` degrees."""
    shares_BK = shares(angles_KN, top)
    return {
        "type": "heatmap",
        "x": steps_K,
        "y": CENTRES * top / 180,
        "z": np.sqrt(shares_BK),  # keeps thin clouds visible beside dense ones
        "customdata": 100 * shares_BK,
        "zmin": 0,
        "zmax": float(np.sqrt(shares_BK.max())),
        "colorscale": [[0, _clear(colour)], [1, colour]],
        "showscale": False,
        "hovertemplate": f"{name}, %{{y:.0f}}°: %{{customdata:.1f}} % of the samples"
        "<br>step %{x}<extra></extra>",
        **axes(number),
    }


def in_legend(name: str, colour: str) -> dict[str, Any]:
    """An empty trace for the legend, which has no entries for heatmaps."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "name": name,
        "marker": {"color": colour, "symbol": "square", "size": 11},
    }


def angles(scene: Scene, theme: Theme) -> go.Figure:
    """One chart a loss: the target's angles and the nearest rival's."""
    top = highest(scene)
    apart = next(tick for tick in TICKS if 4 * tick >= top)
    layout = grid_layout(
        scene,
        theme,
        steps_axis(scene),
        {"title": {"text": ""}, "ticksuffix": "°", "range": [0, top], "dtick": apart},
    )
    name_rows(layout, "angle to a class weight")
    data = [
        film(scene.steps_K, scene.arrays[field][:, loss], name, colour, 1 + loss, top)
        for loss in range(len(scene.titles))
        for name, field, colour in (
            ("to its own class", CLOUDS[0], theme.own),
            ("to the nearest other class", CLOUDS[1], theme.rival),
        )
    ]
    data += [
        in_legend("to its own class", theme.own),
        in_legend("to the nearest other class", theme.rival),
    ]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
    return go.Figure({"data": data, "layout": layout})


def _clear(colour: str) -> str:
    """The same colour, transparent."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0)"
