"""The angles as a film: how far samples are from their class, and from the nearest rival.

A column is a kept step, a row an angle; the colour shows how many samples have it.  Where the two
clouds part, the network separates the classes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import axes
from app.figures.grid import grid_layout
from app.look.themes import Theme
from app.scene.scene import Scene
from toy_models.record import Array

BINS = 45  # of 4 degrees
CENTRES = (np.arange(BINS) + 0.5) * 180 / BINS


def shares(angles_KN: Array) -> Array:
    """The share of samples in each of BINS bins from 0 to 180 degrees.  (BINS, K)."""
    edges = np.linspace(0, np.pi, BINS + 1)
    counts = [np.histogram(angles_N.astype(float), edges)[0] for angles_N in angles_KN]
    return (np.stack(counts, 1) / angles_KN.shape[1]).astype(np.float32)


def film(steps_K: Array, angles_KN: Array, name: str, colour: str, number: int) -> dict[str, Any]:
    """The trace of one cloud on the axes of this number."""
    shares_BK = shares(angles_KN)
    return {
        "type": "heatmap",
        "x": steps_K,
        "y": CENTRES,
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
    layout = grid_layout(
        scene,
        theme,
        {"title": {"text": "step", "standoff": 2}},
        {"title": {"text": ""}, "ticksuffix": "°", "range": [0, 180], "dtick": 45},
    )
    data = [
        film(scene.steps_K, scene.arrays[field][:, loss], name, colour, 1 + loss)
        for loss in range(len(scene.titles))
        for name, field, colour in (
            ("to its own class", "target_angle_LN", theme.own),
            ("to the nearest rival", "rival_angle_LN", theme.rival),
        )
    ]
    data += [
        in_legend("angle to its own class", theme.own),
        in_legend("to the nearest rival", theme.rival),
    ]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
    return go.Figure({"data": data, "layout": layout})


def _clear(colour: str) -> str:
    """The same colour, transparent."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0)"
