"""The budget of pushes: which samples own the gradient at each step.

Shares of the summed pushes of easy, semi-hard and hard samples, and of those with a wrong label.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import axes
from app.figures.grid import grid_layout, name_rows
from app.figures.kinds import KINDS, kind_colours
from app.look.themes import Theme
from app.scene.scene import Scene


def budget(scene: Scene, theme: Theme) -> go.Figure:
    """One stacked chart a loss."""
    layout = grid_layout(
        scene,
        theme,
        {"title": {"text": "step", "standoff": 2}},
        {"title": {"text": ""}, "ticksuffix": " %", "range": [0, 100]},
    )
    name_rows(layout, "share of the push")
    wrong = KINDS.index("wrong label")
    wrong_labels = bool(scene.arrays["gradient_share_L4"][..., wrong].any())
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "stackgroup": f"loss {loss}",
            "name": kind,
            "legendgroup": kind,
            "showlegend": loss == 0 and (at < wrong or wrong_labels),
            "x": scene.steps_K,
            "y": (100 * scene.arrays["gradient_share_L4"][:, loss, at]).astype(np.float32),
            "line": {"width": 0.5, "color": colour},
            "fillcolor": colour,
            "hovertemplate": f"{kind}: %{{y:.0f}} %<br>step %{{x}}<extra></extra>",
            **axes(1 + loss),
        }
        for loss in range(len(scene.titles))
        for at, (kind, colour) in enumerate(zip(KINDS, kind_colours(theme), strict=True))
    ]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
    return go.Figure({"data": data, "layout": layout})
