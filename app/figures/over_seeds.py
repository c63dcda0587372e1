"""A measure at the end of a run over seeds: dots, a band of one deviation, and the mean.

A thin line joins the dots of a seed: losses are compared within seeds.

S: seeds, L: losses, P: points of a ROC.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.figures.faces.roc import Line, roc
from app.look.losses import LossLook
from app.look.themes import Theme
from evidence.bands import Band

HEIGHT = 250
PERCENT = " %"
HALF = 0.32  # half the width of a band, in places of losses


def over_seeds(
    values_SL: np.ndarray,
    titles: Sequence[str],
    looks: Sequence[LossLook],
    seeds: Sequence[int],
    unit: str,
    theme: Theme,
) -> go.Figure:
    """The chart of one measure.

    Args:
        values_SL: the measure.
        titles: of the losses.
        looks: of the losses.
        seeds: of the rows.
        unit: behind a value, such as " %".
        theme: of the page.
    """
    layout = base_layout(theme, HEIGHT)
    layout["showlegend"] = False
    layout["margin"] |= {"t": 10, "l": 50, "b": 60}
    places = list(range(len(titles)))
    layout["xaxis"] = {
        "tickvals": places,
        "ticktext": [title.replace("-Softmax", "") for title in titles],
        "range": [-0.6, len(titles) - 0.4],
        "showgrid": False,
        "zeroline": False,
    }
    layout["yaxis"] = {"ticksuffix": unit, "gridcolor": theme.faint, "zeroline": False}
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": places,
            "y": values_S,
            "line": {"color": theme.faint, "width": 1},
            "hoverinfo": "skip",
        }
        for values_S in values_SL
    ]
    for place, (title, look) in enumerate(zip(titles, looks, strict=True)):
        colour = look.colour(theme.dark)
        band = Band(values_SL[:, place])
        low, high = band.mean - band.deviation, band.mean + band.deviation
        if unit == PERCENT:  # no share is below 0 or above all
            low, high = max(low, 0.0), min(high, 100.0)
        left, right = place - HALF, place + HALF
        data += [
            {
                "type": "scatter",
                "mode": "none",
                "x": [left, right, right, left],
                "y": [low, low, high, high],
                "fill": "toself",
                "fillcolor": f"{colour}2E",
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": [left, right],
                "y": [band.mean, band.mean],
                "line": {"color": colour, "width": 3},
                "hovertemplate": f"{title}: {band.mean:.1f} ± {band.deviation:.1f}{unit}"
                "<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [place] * len(values_SL),
                "y": values_SL[:, place],
                "marker": {"size": 7, "color": colour, "line": {"color": theme.paper, "width": 1}},
                "customdata": list(seeds),
                "hovertemplate": f"{title}, seed %{{customdata}}: %{{y:.1f}}{unit}<extra></extra>",
            },
        ]
    return go.Figure({"data": data, "layout": layout})


def roc_over_seeds(
    far_P: np.ndarray,
    tar_SLP: np.ndarray,
    titles: Sequence[str],
    looks: Sequence[LossLook],
    theme: Theme,
) -> go.Figure:
    """The ROC on strangers: the mean over the seeds, in a band from the lowest to the highest."""
    lines = [
        Line(name=title, far=far_P, tar=tar_SLP[:, loss].mean(0), look=looks[loss])
        for loss, title in enumerate(titles)
    ]
    figure = roc(lines, theme)
    figure.update_traces(line_shape="linear")  # means of curves have no steps
    bands = [
        go.Scatter(
            x=[*far_P, *far_P[::-1]],
            y=100 * np.concatenate([tar_SLP[:, loss].min(0), tar_SLP[:, loss].max(0)[::-1]]),
            mode="none",
            fill="toself",
            fillcolor=f"{looks[loss].colour(theme.dark)}2E",
            hoverinfo="skip",
            showlegend=False,
        )
        for loss in range(len(titles))
    ]
    figure.add_traces(bands)
    return figure
