"""TAR while the losses of a cell train, as long as in stage 3 (thin) and twice as long (thick)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.look.losses import loss_look
from app.look.themes import Theme
from toy_models.guidance.own_settings import CONTENDERS
from toy_models.guidance.rows import Row

HEIGHT = 320  # pixels
THIN, THICK = 1.5, 3  # pixels


def lengths_of(before: Sequence[Row], after: Sequence[Row], theme: Theme) -> go.Figure:
    """The means over the seeds.

    Args:
        before: the runs of a cell in stage 3, named by the loss.
        after: the longer ones of the same seeds.
        theme: its colours.
    """
    layout = base_layout(theme, HEIGHT)
    layout["margin"] |= {"l": 60, "b": 50, "t": 40}
    grid = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = grid | {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] = grid | {
        "title": {"text": "TAR at FAR 1 in 1,000", "standoff": 4},
        "rangemode": "tozero",
        "tickformat": ".0%",
    }
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    traces = []
    for loss in CONTENDERS:
        look = loss_look(loss.loss)
        for rows, width in ((before, THIN), (after, THICK)):
            runs = [row for row in rows if row.arm == loss.name]
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": loss.title,
                    "showlegend": width == THICK,
                    "x": list(runs[0].looks),
                    "y": np.nanmean([row.tar_curve for row in runs], axis=0).tolist(),
                    "line": {
                        "color": look.colour(theme.dark),
                        "width": width,
                        "dash": look.plotly_dash,
                    },
                    "marker": {"size": 2 * width},
                }
            )
    return go.Figure({"data": traces, "layout": layout})
