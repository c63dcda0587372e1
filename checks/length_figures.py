"""The curves of the losses of stage 3 and of stage 5, for docs/when_guidance_helps.md.

A figure a cell: TAR while the losses train, as long as in stage 3 (thin) and longer (thick), the
mean over the seeds that both lengths have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.look.losses import loss_look
from app.look.themes import LIGHT, Theme
from toy_models.guidance.both_lengths import pairs_of_runs
from toy_models.guidance.cells import Cell
from toy_models.guidance.own_settings import CONTENDERS
from toy_models.guidance.rows import RESULTS, Row, stored
from toy_models.guidance.stages import cells_of_own_settings, complete_longer, complete_stages

HEIGHT = 320  # pixels
THIN, THICK = 1.5, 3  # pixels


def stored_length_figures(folder: Path = RESULTS) -> Iterator[tuple[str, Any]]:
    """The name and the figure of each cell; none before stage 5 is complete.

    Raises:
        ValueError: stage 1 is not stored, or a store is damaged.
    """
    first = stored(folder / "screen.jsonl")
    _, own = complete_stages(folder, first)
    long = complete_longer(folder, first)
    if own and long:
        for number, cell in enumerate(cells_of_own_settings(first), 1):
            _, before, after = pairs_of_runs(own, long, cell)
            yield f"longer_{number}", lengths_of(cell, before, after, LIGHT)


def lengths_of(cell: Cell, before: Sequence[Row], after: Sequence[Row], theme: Theme) -> Any:
    """TAR over the steps at both lengths.

    Args:
        cell: of stage 3.
        before: its runs, named by the loss.
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
