"""One sample: its angles to all classes over the steps.

K: kept steps, C: classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.look.classes import class_colour
from app.look.themes import Theme
from toy_models.record import Array


def paths(
    steps_K: Array,
    angles_KC: Array,
    label: int,
    spans: Sequence[tuple[int, int]],
    step: int,
    names: Sequence[str],
    theme: Theme,
) -> go.Figure:
    """The angles to every class over the steps, in degrees; shaded where there is a support vector.

    Args:
        steps_K: the kept steps.
        angles_KC: the angle to each class weight at each of them, degrees; NaN where unknown.
        label: the target.
        spans: from which step to which some class is a support vector.
        step: of the cursor.
        names: of the classes.
        theme: the colours around the data.
    """
    rivals = [k for k in range(angles_KC.shape[1]) if k != label]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "rivals" if k != label else f"its class, {names[k]}",
            "showlegend": k in (label, rivals[0]),
            "legendgroup": "target" if k == label else "rivals",
            "x": steps_K,
            "y": angles_KC[:, k].astype(np.float32),
            "line": {"color": theme.ink, "width": 3.5}
            if k == label
            else {"color": class_colour(k), "width": 1.2},
            "hovertemplate": f"class {names[k]}<br>step %{{x}}: %{{y:.1f}}°<extra></extra>",
        }
        for k in [*rivals, label]
    ]
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "with a support vector",
            "x": [None],
            "y": [None],
            "marker": {"symbol": "square", "size": 11, "color": _veil(theme)},
        }
    )
    layout = base_layout(theme, 320)
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"l": 50, "b": 45}
    low, high = float(np.nanmin(angles_KC)), float(np.nanmax(angles_KC))
    shared = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = shared | {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] = shared | {"ticksuffix": "°", "range": [max(low - 5, 0), high + 5]}
    layout["shapes"] = [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": begin,
            "x1": end,
            "y0": 0,
            "y1": 1,
            "fillcolor": _veil(theme),
            "line": {"width": 0},
            "layer": "below",
        }
        for begin, end in spans
    ]
    layout["shapes"].append(
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": step,
            "x1": step,
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.ink, "width": 1},
        }
    )
    return go.Figure({"data": data, "layout": layout})


def _veil(theme: Theme) -> str:
    red, green, blue = (int(theme.rival[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
