"""The measures as lines over the steps, one colour and dash per loss."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.direct_labels import direct_labels, short
from app.figures.timeline import Measure, measures
from app.look.themes import Theme
from app.look.tokens import FONT, STROKE, TYPE
from app.scene.scene import Scene

GAP = 0.075  # between two charts, as a share of the width
HEIGHT, HEAD, FOOT = 300, 30, 48  # pixels: of the figure, and above and below its charts


def curve_traces(scene: Scene, theme: Theme, first_axis: int = 1) -> list[dict[str, Any]]:
    """A line for every measure and loss, on axes numbered from `first_axis`."""
    names = scene.labels
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "legendgroup": name,
            "showlegend": chart == 0,
            "x": scene.steps_K,
            "y": measure.values_KL[:, loss].astype(np.float32),
            "line": {
                "color": look.colour(theme.dark),
                "dash": look.plotly_dash,
                "width": STROKE,
            },
            "hovertemplate": f"{name}<br>step %{{x}}: %{{y:.3g}} {measure.unit}<extra></extra>",
            **axes(first_axis + chart),
        }
        for chart, measure in enumerate(measures(scene))
        for loss, (name, look) in enumerate(zip(names, scene.looks, strict=True))
    ]


def curve_layout(
    scene: Scene, theme: Theme, first_axis: int, bottom: float, top: float
) -> dict[str, Any]:
    """Axes and titles of the charts, between two heights (shares of the figure)."""
    layout: dict[str, Any] = {"annotations": [], "shapes": []}
    charts = measures(scene)
    width = (1 - GAP * (len(charts) - 1)) / len(charts)
    for chart, measure in enumerate(charts):
        left = chart * (width + GAP)
        number = _suffix(first_axis + chart)
        layout[f"xaxis{number}"] = {
            "domain": [left, left + width],
            "anchor": f"y{number}",
            "title": {"text": "step", "standoff": 4},
            "gridcolor": theme.faint,
            "zeroline": False,
        }
        layout[f"yaxis{number}"] = {
            "domain": [bottom, top],
            "anchor": f"x{number}",
            "ticksuffix": " %" if measure.unit == "%" else "°",
            "automargin": True,
            "range": list(_extent(measure)),
            "gridcolor": theme.faint,
            "zeroline": False,
        }
        layout["annotations"].append(title_annotation(measure.title, left + width / 2, top, theme))
        if scene.warm_up:
            layout["shapes"] += [warm_up_ground(scene.warm_up, first_axis + chart, theme)]
            layout["shapes"] += [warm_up_line(scene.warm_up, first_axis + chart, theme)]
            if chart == 0:  # one name is enough for what all have
                layout["annotations"].append(warm_up_words(scene.warm_up, first_axis, theme))
    return layout


def warm_up_line(step: int, axis: int, theme: Theme) -> dict[str, Any]:
    """A line at the end of the softmax warm-up."""
    return {
        "type": "line",
        "name": "warm-up",
        "x0": step,
        "x1": step,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.ink, "width": 1, "dash": "dot"},
        **_column(axis),
    }


def warm_up_ground(step: int, axis: int, theme: Theme) -> dict[str, Any]:
    """The ground of the steps before that line."""
    return {
        "type": "rect",
        "name": "warm-up",
        "layer": "below",
        "x0": 0,
        "x1": step,
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": theme.panel,
        **_column(axis),
    }


def warm_up_words(step: int, axis: int, theme: Theme) -> dict[str, Any]:
    """What that ground means; upright, for a narrow chart has no room in it."""
    return {
        "text": "plain softmax",
        "textangle": -90,
        "x": step,
        "y": 0.02,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": TYPE["fine"], "color": theme.muted},
        **_column(axis),
    }


def _column(axis: int) -> dict[str, str]:
    number = _suffix(axis)
    return {"xref": f"x{number}", "yref": f"y{number} domain"}


def title_annotation(text: str, x: float, y: float, theme: Theme) -> dict[str, Any]:
    """A title centred above a part of the figure."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": TYPE["body"], "color": theme.ink},
    }


def base_layout(theme: Theme, height: int) -> dict[str, Any]:
    """What all figures share."""
    return {
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": theme.ink, "size": TYPE["small"], "family": FONT},
        "margin": {"l": 40, "r": 10, "t": 30, "b": 10},
        "hoverlabel": {"bgcolor": theme.paper, "font": {"color": theme.ink}},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "yanchor": "top"},
    }


def curves(scene: Scene, theme: Theme) -> go.Figure:
    """The three charts; the names of the losses stand at the right of the last."""
    layout = base_layout(theme, HEIGHT) | curve_layout(scene, theme, 1, 0, 1)
    charts = measures(scene)
    last = charts[-1]
    names = direct_labels(
        short(scene.labels, scene.titles),
        scene.looks,
        [float(value) for value in last.values_KL[-1]],
        _extent(last),
        f"y{_suffix(len(charts))}",
        HEIGHT - HEAD - FOOT,
        theme,
    )
    layout["annotations"] += names["annotations"]
    layout["shapes"] += names["shapes"]
    layout["margin"] |= {"t": HEAD, "b": FOOT, "r": names["room"]}
    layout["legend"] |= {"y": -0.25}
    layout["showlegend"] = False
    return go.Figure({"data": curve_traces(scene, theme), "layout": layout})


def axes(number: int) -> dict[str, str]:
    """The names by which a trace refers to axes `number`."""
    return {"xaxis": f"x{_suffix(number)}", "yaxis": f"y{_suffix(number)}"}


def _suffix(number: int) -> str:
    return "" if number == 1 else str(number)


def _extent(measure: Measure) -> tuple[float, float]:
    low, high = float(measure.values_KL.min()), float(measure.values_KL.max())
    if measure.unit == "%":
        return -3.0, 103.0
    room = 0.05 * max(high - low, 1.0)
    return low - room, high + room
