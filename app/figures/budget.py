"""The budget of pushes: which samples own the gradient at each step.

Shares of the summed pushes: of easy samples, of samples that miss only the margin, of samples that
a wrong class beats, and of mislabelled samples.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import axes
from app.figures.grid import grid_layout
from app.look.themes import Theme
from app.scene.scene import Scene
from toy_models.record import OWNERS

#: Of the owners: easy samples are quiet, wrong labels stand out.
COLOURS = ("#8C8C8C", "#56A5E0", "#D55E00", "#B744CF")


def budget(scene: Scene, theme: Theme) -> go.Figure:
    """One stacked chart a loss."""
    layout = grid_layout(
        scene,
        theme,
        {"title": {"text": "step", "standoff": 2}},
        {"title": {"text": ""}, "ticksuffix": " %", "range": [0, 100]},
    )
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "stackgroup": f"loss {loss}",
            "name": owner,
            "legendgroup": owner,
            "showlegend": loss == 0,
            "x": scene.steps_K,
            "y": (100 * scene.arrays["gradient_share_L4"][:, loss, at]).astype(np.float32),
            "line": {"width": 0.5, "color": COLOURS[at]},
            "fillcolor": COLOURS[at],
            "hovertemplate": f"{owner}: %{{y:.0f}} %<br>step %{{x}}<extra></extra>",
            **axes(1 + loss),
        }
        for loss in range(len(scene.titles))
        for at, owner in enumerate(OWNERS)
    ]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
    return go.Figure({"data": data, "layout": layout})
