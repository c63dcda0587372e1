"""A measure along the steps: its mean over seeds, in a band of one standard deviation.

S: seeds, K: kept steps.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.drawing.line import curve, faded, line


def seed_band(
    steps_K: np.ndarray, values_SK: np.ndarray, name: str, colour: str, dash: str, **settings: Any
) -> list[dict[str, Any]]:
    """The band and the mean as two traces; the mean has the legend entry."""
    mean_K, deviation_K = values_SK.mean(0), values_SK.std(0, ddof=1)
    there_and_back = [*steps_K.tolist(), *steps_K.tolist()[::-1]]
    edge = [*(mean_K + deviation_K), *(mean_K - deviation_K)[::-1]]
    filled = {"fill": "toself", "fillcolor": faded(colour, 0.16), "mode": "none"}
    mean = curve(steps_K, mean_K, name, colour, dash, legendgroup=name, hoverinfo="x+y+name")
    return [
        line(there_and_back, edge, colour, 0) | {"legendgroup": name} | filled | settings,
        mean | settings,
    ]
