"""A measure at the end of training: a dot for each seed, and mean ± standard deviation.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidence.bands import Band
from lessons.drawing.line import faded
from lessons.drawing.names import short_title, title
from lessons.figure import Style


def dots(
    style: Style, values_SL: np.ndarray, losses: Sequence[str], **settings: Any
) -> list[dict[str, Any]]:
    """Two traces a loss; the losses are categories of the x axis."""
    traces = []
    for at, loss in enumerate(losses):
        name, colour, seeds = short_title(loss), style.losses[loss], Band(values_SL[:, at])
        marked = {"type": "scatter", "mode": "markers", "showlegend": False} | settings
        traces += [
            marked
            | {
                "x": [name] * len(values_SL), "y": values_SL[:, at].tolist(),
                "marker": {"size": 7, "color": faded(colour, 0.45)},
                "hovertemplate": f"{title(loss)}: %{{y:.3g}}<extra></extra>",
            },
            marked
            | {
                "x": [name], "y": [seeds.mean],
                "error_y": {"type": "data", "array": [seeds.deviation], "thickness": 2.5,
                            "width": 9, "color": colour},
                "marker": {"size": 12, "symbol": "line-ew", "line": {"width": 4, "color": colour}},
                "hovertemplate": f"{title(loss)}: %{{y:.3g}} ± {seeds.deviation:.2g}"
                                 "<extra></extra>",
            },
        ]  # fmt: skip
    return traces
