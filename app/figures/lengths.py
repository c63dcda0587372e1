"""TAR while the losses of a cell train, as long as in stage 3 (thin) and twice as long (thick)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.guidance import tar_over_steps
from app.look.losses import loss_look
from app.look.themes import Theme
from toy_models.guidance.rows import Row
from toy_models.guidance.stages.own_settings import CONTENDERS

HEIGHT = 320  # pixels
THIN, THICK = 1.5, 3  # pixels


def lengths_of(before: Sequence[Row], after: Sequence[Row], theme: Theme) -> go.Figure:
    """The means over the seeds.

    Args:
        before: the runs of a cell in stage 3, named by the loss.
        after: the longer ones of the same seeds.
        theme: its colours.
    """
    layout = tar_over_steps(theme, HEIGHT)
    layout["margin"] |= {"t": 40}
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
