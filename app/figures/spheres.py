"""Three-dimensional features on the sphere: one scene a loss, at one kept step."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout, title_annotation
from app.figures.palette import CLASS_COLOURS, Theme, class_colour, class_scale
from app.figures.panels import Panel, panel, titles
from toy_models.record import Array, Result

COLUMNS = 3
ROW_PIXELS = 360
SYMBOLS_3D = ("circle", "square", "diamond", "cross", "x")
MESH = (60, 31)  # steps around and from pole to pole
TIP = 1.14  # how far a class weight sticks out
PALENESS = 0.5  # of the regions, so that the points stand out
INSIDE = 0.985  # radius of the coloured sphere, so that points on the unit sphere lie above it


def spheres(result: Result, k: int, theme: Theme) -> go.Figure:
    """The features, class weights, decision regions and support vectors at kept step k."""
    names = titles(result)
    columns = min(COLUMNS, len(names))
    rows = -(-len(names) // columns)
    layout = base_layout(theme, rows * ROW_PIXELS)
    layout["annotations"] = []
    layout["margin"] = {"l": 0, "r": 0, "t": 10, "b": 0}
    data: list[dict[str, Any]] = []
    for loss, name in enumerate(names):
        shown = panel(result, k, loss)
        row, column = divmod(loss, columns)
        scene = f"scene{'' if loss == 0 else loss + 1}"
        left, right = column / columns, (column + 1) / columns
        top = 1 - row / rows
        layout[scene] = _scene([left, right], [top - 0.88 / rows, top - 0.11 / rows])
        middle = (left + right) / 2
        layout["annotations"] += [
            title_annotation(name, middle, top - 0.11 / rows, theme),
            title_annotation(shown.caption, middle, top - 0.97 / rows, theme)
            | {"font": {"size": 12, "color": theme.ink}},
        ]
        traces = [
            _regions(shown.weights_CD, theme),
            _samples(result, shown),
            _support_vectors(shown, theme),
            _weights(shown, theme),
        ]
        data += [{"scene": scene, "showlegend": False, **trace} for trace in traces]
    return go.Figure({"data": data, "layout": layout})


def _scene(x: list[float], y: list[float]) -> dict[str, Any]:
    hidden = {"visible": False, "range": [-1.15, 1.15]}
    return {
        "domain": {"x": x, "y": y},
        "xaxis": hidden,
        "yaxis": hidden,
        "zaxis": hidden,
        "aspectmode": "cube",
        "camera": {"eye": {"x": 0.95, "y": 0.95, "z": 0.6}},
    }


def _regions(weights_C3: Array, theme: Theme) -> dict[str, Any]:
    """The sphere in small faces, each coloured by the class that its direction is given."""
    corners_V3, faces_F3 = _sphere_mesh()
    centres_F3 = corners_V3[faces_F3].mean(1)
    classes = len(weights_C3)
    return _points((INSIDE * corners_V3).astype(np.float32)) | {
        "type": "mesh3d",
        "i": faces_F3[:, 0],
        "j": faces_F3[:, 1],
        "k": faces_F3[:, 2],
        "intensity": (centres_F3 @ weights_C3.T).argmax(1).astype(np.uint8),
        "intensitymode": "cell",
        "colorscale": class_scale(classes, theme.paper, PALENESS),
        "cmin": -0.5,
        "cmax": classes - 0.5,
        "showscale": False,
        "hoverinfo": "skip",
        "flatshading": True,
        "lighting": {"ambient": 0.9, "diffuse": 0.2, "specular": 0.0},
    }


@functools.cache
def _sphere_mesh() -> tuple[Array, Array]:
    """Corners (V, 3) of length 1 and triangles (F, 3) between circles of latitude."""
    around, down = MESH
    phi, theta = np.meshgrid(
        np.linspace(0, 2 * np.pi, around, endpoint=False), np.linspace(0, np.pi, down)
    )
    corners = np.stack(
        [np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], -1
    )
    row, column = np.meshgrid(np.arange(down - 1), np.arange(around), indexing="ij")
    here, right = row * around + column, row * around + (column + 1) % around
    below = np.stack([here, right, here + around], -1)
    above = np.stack([right, right + around, here + around], -1)
    faces = np.concatenate([below, above]).reshape(-1, 3).astype(np.int32)
    return corners.reshape(-1, 3), faces


def _points(at_S3: Array) -> dict[str, Any]:
    return {"type": "scatter3d", "x": at_S3[:, 0], "y": at_S3[:, 1], "z": at_S3[:, 2]}


def _samples(result: Result, shown: Panel) -> dict[str, Any]:
    labels_N = result.labels_N.tolist()
    return _points(shown.samples_ND) | {
        "mode": "markers",
        "marker": {
            "size": 2.6,
            "color": [class_colour(k) for k in labels_N],
            "symbol": [_symbol(k) for k in labels_N],
            "line": {"width": 0},
        },
        "text": [
            f"class {result.class_names[k]}, sample {n}"
            for k, n in zip(labels_N, result.samples_N.tolist(), strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _symbol(k: int) -> str:
    """The shape of class k, so that colour and shape together tell fifty classes."""
    return SYMBOLS_3D[(k + k // len(CLASS_COLOURS)) % len(SYMBOLS_3D)]


def _support_vectors(shown: Panel, theme: Theme) -> dict[str, Any]:
    return _points(1.01 * shown.samples_ND[shown.support_S]) | {
        "mode": "markers",
        "marker": {
            "size": shown.rings_S * 0.6,
            "symbol": "circle-open",
            "color": theme.halo,
        },
        "hoverinfo": "skip",
    }


def _weights(shown: Panel, theme: Theme) -> dict[str, Any]:
    classes = len(shown.weights_CD)
    path = np.full((classes, 3, 3), np.nan, np.float32)
    path[:, 0] = INSIDE * shown.weights_CD
    path[:, 1] = TIP * shown.weights_CD
    colours = [class_colour(k) for k in range(classes) for _ in range(3)]
    return _points(path.reshape(-1, 3)) | {
        "mode": "lines+markers",
        "line": {"color": colours, "width": 4},
        "marker": {
            "size": np.tile(np.array([0, 6, 0], np.uint8), classes),
            "color": colours,
            "symbol": "diamond",
            "line": {"color": theme.ink, "width": 1},
        },
        "hoverinfo": "skip",
    }
