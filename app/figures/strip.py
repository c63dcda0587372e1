"""The support-vector strip: which samples have a support vector at which step.

A row is a sample, a column a kept step; the rows with the longest time at the top.  Samples that
stay there to the end are the hard ones, and where labels are wrong, mostly those.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from app.figures.angles import in_legend
from app.figures.curves import axes, warm_up_line
from app.figures.grid import grid_layout, name_rows, steps_axis
from app.figures.kinds import KINDS, kind_colours
from app.look.themes import Theme
from app.scene.scene import Scene
from toy_models.record import Array

#: A sample with a wrong label is in one of them, too.
STATES = KINDS[:3]


def states(scene: Scene, loss: int) -> Array:
    """0 easy, 1 semi-hard, 2 hard.  uint8 (N, K)."""
    has_one_KN = scene.arrays["support_LNc"][:, loss].any(-1)
    beaten_KN = scene.arrays["rival_angle_LN"][:, loss] < scene.arrays["target_angle_LN"][:, loss]
    return np.where(beaten_KN, 2, has_one_KN.astype(np.uint8)).astype(np.uint8).T


def longest_first(states_NK: Array) -> Array:
    """The order of the samples by time as a support vector, and by time beaten within it."""
    held = (states_NK > 0).sum(1)
    return np.lexsort((-(states_NK == 2).sum(1), -held))


def strip(scene: Scene, theme: Theme) -> go.Figure:
    """One strip a loss."""
    layout = grid_layout(
        scene,
        theme,
        steps_axis(scene),
        # The number of a row means nothing: its sample is said under the pointer.
        {"title": {"text": ""}, "autorange": "reversed", "showgrid": False, "tickvals": []},
    )
    name_rows(layout, "samples, the hardest on top")
    colours = kind_colours(theme)[: len(STATES)]
    scale = [[(k + end) / 3, colour] for k, colour in enumerate(colours) for end in (0, 1)]
    data = []
    for loss in range(len(scene.titles)):
        states_NK = states(scene, loss)
        order = longest_first(states_NK)
        data.append(
            {
                "type": "heatmap",
                "x": scene.steps_K,
                "z": states_NK[order],
                "customdata": np.broadcast_to(
                    scene.samples_N[order].astype(np.int32)[:, None], states_NK.shape
                ),
                "colorscale": scale,
                "zmin": -0.5,
                "zmax": 2.5,
                "showscale": False,
                "hovertemplate": "sample %{customdata}, step %{x}<extra></extra>",
                **axes(1 + loss),
            }
        )
    data += [in_legend(name, colour) for name, colour in zip(STATES, colours, strict=True)]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["shapes"] = [
        warm_up_line(panel.warm_up, 1 + loss, theme)
        for loss, panel in enumerate(scene.panels)
        if panel.warm_up
    ]
    layout["margin"] |= {"t": 46}
    layout["height"] += 46
    return go.Figure({"data": data, "layout": layout})
