"""The replay in the plane: one panel a loss, the measures below, and one scrubber for everything.

All kept steps are in the figure, so playing and scrubbing ask the server nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import (
    axes,
    base_layout,
    cursor_traces,
    curve_layout,
    curve_traces,
    title_annotation,
)
from app.figures.palette import Theme, class_colour, class_scale, class_symbol
from app.figures.panels import Panel, panel, predicted_on_circle, titles
from toy_models.record import Result

COLUMNS = 3
ROW_PIXELS, CONTROLS_PIXELS, CURVE_PIXELS, FOOT_PIXELS = 360, 84, 200, 110
RING_ANGLES = np.linspace(0, 2 * np.pi, 180, endpoint=False)
RING_RADIUS = 1.1
NAME_RADIUS = 1.22
NAMED_AT_MOST = 12
REACH = 1.3  # of a panel's axes to the sides and upwards
FOOT = -1.7  # and downwards, where the caption stands


def replay(result: Result, theme: Theme) -> go.Figure:
    """Everything of a run with 2-D features, or with more dimensions in a fixed plane."""
    count = len(result.titles)
    still = _still_traces(result, theme)
    curve_axis = count + 1
    last = len(result.steps_K) - 1
    moving = [_moving_traces(result, k, theme) for k in range(last + 1)]
    first_moving = len(still)
    indices = list(range(first_moving, first_moving + len(moving[0])))
    frames = [
        {
            "name": str(step),
            "data": [_what_moves(trace) for trace in traces],
            "traces": indices,
        }
        for step, traces in zip(result.steps_K.tolist(), moving, strict=True)
    ]
    rows = -(-count // COLUMNS)
    height = rows * ROW_PIXELS + CONTROLS_PIXELS + CURVE_PIXELS + FOOT_PIXELS
    controls_top = (CURVE_PIXELS + FOOT_PIXELS + CONTROLS_PIXELS) / height
    curves_top = (CURVE_PIXELS + FOOT_PIXELS - 34) / height
    layout = base_layout(theme, height)
    layout["margin"] |= {"t": 12, "autoexpand": False}
    panels = _panel_layout(result, theme, rows, controls_top)
    charts = curve_layout(result, theme, curve_axis, FOOT_PIXELS / height, curves_top)
    annotations = panels.pop("annotations") + charts.pop("annotations")
    layout |= panels | charts | {"annotations": annotations}
    layout["legend"] |= {"y": (FOOT_PIXELS - 48) / height}
    layout |= _controls(result, theme, last, controls_top)
    return go.Figure({"data": still + moving[-1], "layout": layout, "frames": frames})


def _what_moves(trace: dict[str, Any]) -> dict[str, Any]:
    """The part of a trace that a frame has to carry, by the names under "meta"."""
    marker = {key: trace["marker"][key] for key in trace["meta"] if key in ("color", "size")}
    moved = {key: trace[key] for key in trace["meta"] if key in ("x", "y", "text")}
    return {"type": "scatter", **moved, **({"marker": marker} if marker else {})}


def _still_traces(result: Result, theme: Theme) -> list[dict[str, Any]]:
    """What does not move: the circle of each panel, and the curves."""
    around = np.linspace(0, 2 * np.pi, 91)
    circle = {
        "type": "scatter",
        "mode": "lines",
        "x": np.cos(around).astype(np.float32),
        "y": np.sin(around).astype(np.float32),
        "line": {"color": theme.faint, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    circles = [circle | axes(1 + loss) for loss in range(len(result.titles))]
    return circles + curve_traces(result, len(result.titles) + 1)


def _moving_traces(result: Result, k: int, theme: Theme) -> list[dict[str, Any]]:
    """What moves: four traces a panel, and the cursors of the curves."""
    traces = []
    for loss in range(len(result.titles)):
        shown = panel(result, k, loss)
        for trace in (
            _ring(result, k, loss),
            _samples(result, shown),
            _support_vectors(shown, theme),
            _weights(shown, theme),
            _names(result, shown, theme),
            _caption(shown, theme),
        ):
            traces.append({"showlegend": False, **trace, **axes(1 + loss)})
    step = int(result.steps_K[k])
    return traces + cursor_traces(result, step, theme, len(result.titles) + 1)


def _ring(result: Result, k: int, loss: int) -> dict[str, Any]:
    """The decision regions: around the circle, which class each direction would be given."""
    classes = len(result.class_names)
    x, y = RING_RADIUS * np.cos(RING_ANGLES), RING_RADIUS * np.sin(RING_ANGLES)
    weights_CD = result.weights(k, loss)
    flat = weights_CD.shape[1] == 2
    predicted = predicted_on_circle(weights_CD, RING_ANGLES) if flat else np.zeros(0, np.uint8)
    return {
        "type": "scatter",
        "meta": ["color"],
        "mode": "markers",
        "x": x.astype(np.float32) if flat else [],
        "y": y.astype(np.float32) if flat else [],
        "marker": {
            "size": 9,
            "color": predicted,
            "colorscale": class_scale(classes),
            "cmin": -0.5,
            "cmax": classes - 0.5,
            "opacity": 0.55,
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
    }


def _samples(result: Result, shown: Panel) -> dict[str, Any]:
    labels_N = result.labels_N.tolist()
    return {
        "type": "scatter",
        "meta": ["x", "y"],
        "mode": "markers",
        "x": shown.samples_ND[:, 0],
        "y": shown.samples_ND[:, 1],
        "marker": {
            "size": 5,
            "color": [class_colour(k) for k in labels_N],
            "symbol": [class_symbol(k) for k in labels_N],
            "line": {"width": 0},
        },
        "text": [
            f"class {result.class_names[k]}, sample {n}"
            for k, n in zip(labels_N, result.samples_N.tolist(), strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _support_vectors(shown: Panel, theme: Theme) -> dict[str, Any]:
    at = shown.samples_ND[shown.support_S]
    return {
        "type": "scatter",
        "meta": ["x", "y", "size"],
        "mode": "markers",
        "x": at[:, 0],
        "y": at[:, 1],
        "marker": {
            "size": shown.rings_S,
            "symbol": "circle-open",
            "color": theme.halo,
            "opacity": 0.55,
            "line": {"width": 1.2},
        },
        "hoverinfo": "skip",
    }


def _weights(shown: Panel, theme: Theme) -> dict[str, Any]:
    """Arrows from the origin to the class weights: origin, tip, gap; only the tip has a head."""
    classes = len(shown.weights_CD)
    path = np.full((classes, 3, 2), np.nan, np.float32)
    path[:, 0] = 0
    path[:, 1] = shown.weights_CD
    return {
        "type": "scatter",
        "meta": ["x", "y"],
        "mode": "lines+markers",
        "x": path[..., 0].ravel(),
        "y": path[..., 1].ravel(),
        "line": {"color": theme.ink, "width": 1},
        "marker": {
            "symbol": "arrow",
            "angleref": "previous",
            "size": np.tile(np.array([0, 13, 0], np.uint8), classes),
            "color": [class_colour(k) for k in range(classes) for _ in range(3)],
            "line": {"color": theme.ink, "width": 0.5},
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }


def _names(result: Result, shown: Panel, theme: Theme) -> dict[str, Any]:
    """The class names around the circle, where there are few enough to be read."""
    readable = len(result.class_names) <= NAMED_AT_MOST
    at_C2 = NAME_RADIUS * shown.weights_CD if readable else np.zeros((0, 2), np.float32)
    return {
        "type": "scatter",
        "meta": ["x", "y"],
        "mode": "text",
        "x": at_C2[:, 0],
        "y": at_C2[:, 1],
        "text": [name[:12] for name in result.class_names] if readable else [],
        "textfont": {"color": theme.ink, "size": 11},
        "hoverinfo": "skip",
    }


def _caption(shown: Panel, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "meta": ["text"],
        "mode": "text",
        "x": [0],
        "y": [FOOT],
        "text": [shown.caption],
        "textposition": "top center",
        "cliponaxis": False,
        "textfont": {"color": theme.ink, "size": 12},
        "hoverinfo": "skip",
    }


def _panel_layout(result: Result, theme: Theme, rows: int, bottom: float) -> dict[str, Any]:
    """The panels' axes: square, without ticks, in rows from the top."""
    names = titles(result)
    columns = min(COLUMNS, len(names))
    row_height = (1 - bottom) / rows
    layout: dict[str, Any] = {"annotations": []}
    for loss, name in enumerate(names):
        row, column = divmod(loss, columns)
        left, right = column / columns, (column + 1) / columns
        top = 1 - row * row_height
        suffix = "" if loss == 0 else str(loss + 1)
        middle = (left + right) / 2
        layout[f"xaxis{suffix}"] = {
            "visible": False,
            "range": [-REACH, REACH],
            "domain": [left + 0.01, right - 0.01],
            "anchor": f"y{suffix}",
            "constrain": "domain",
        }
        layout[f"yaxis{suffix}"] = {
            "visible": False,
            "range": [FOOT, REACH],
            "domain": [top - 0.98 * row_height, top - 0.12 * row_height],
            "anchor": f"x{suffix}",
            "scaleanchor": f"x{suffix}",
            "constrain": "domain",
            "constraintoward": "top",
        }
        layout["annotations"].append(title_annotation(name, middle, top - 0.12 * row_height, theme))
    return layout


def _controls(result: Result, theme: Theme, active: int, top: float) -> dict[str, Any]:
    """Play, pause and the scrubber; they run in the browser."""
    at_once = {"mode": "immediate", "transition": {"duration": 0}}
    button = {"method": "animate"}
    return {
        "updatemenus": [
            {
                "type": "buttons",
                "direction": "left",
                "x": 0,
                "y": top,
                "xanchor": "left",
                "yanchor": "top",
                "pad": {"t": 18, "r": 12},
                "showactive": False,
                "bgcolor": theme.paper,
                "bordercolor": theme.faint,
                "buttons": [
                    button
                    | {
                        "label": "▶",
                        "args": [
                            None,
                            at_once
                            | {"frame": {"duration": 120, "redraw": False}, "fromcurrent": True},
                        ],
                    },
                    button
                    | {
                        "label": "❚❚",
                        "args": [[None], at_once | {"frame": {"duration": 0, "redraw": False}}],
                    },
                ],
            }
        ],
        "sliders": [
            {
                "active": active,
                "x": 0.2,
                "len": 0.8,
                "y": top,
                "yanchor": "top",
                "pad": {"t": 0, "b": 0},
                "currentvalue": {"prefix": "step ", "xanchor": "left"},
                "ticklen": 3,
                "bgcolor": theme.accent,
                "bordercolor": theme.faint,
                "font": {"size": 11},
                "steps": [
                    {
                        "label": str(step),
                        "method": "animate",
                        "args": [
                            [str(step)],
                            at_once | {"frame": {"duration": 0, "redraw": False}},
                        ],
                    }
                    for step in result.steps_K.tolist()
                ],
            }
        ],
    }
