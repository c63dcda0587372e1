"""Support vectors of one identity over the steps, of all over the steps, and between identities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.face_runs.rivalry import Rivalry
from app.figures.curves import base_layout
from app.figures.faces.curves import cursor
from app.look.themes import Theme
from toy_models.record import Array

ROW_PIXELS = 22
ROWS_AT_MOST = 40
LABEL = 24  # signs of a name


def over_time(
    rivalry: Rivalry, names: Sequence[str], steps_K: Array, step: int, theme: Theme
) -> go.Figure:
    """The rivals of one identity: a row a rival, a column a kept step."""
    return _heat(100 * rivalry.share_rK, names, steps_K, step, theme, "of its samples against")


def identities(
    held_IK: Array, names: Sequence[str], steps_K: Array, step: int, theme: Theme
) -> go.Figure:
    """The identities with most support vectors: the share of their samples that has any."""
    order = np.argsort(-held_IK.mean(1), kind="stable")[:ROWS_AT_MOST]
    chosen = [names[at] for at in order]
    return _heat(100 * held_IK[order], chosen, steps_K, step, theme, "of the samples of")


def between_identities(
    shares: Array, owners: Sequence[str], rivals: Sequence[str], theme: Theme
) -> go.Figure:
    """A row is the samples' identity, a column a class that beats them."""
    layout = _layout(len(owners), theme)
    layout["xaxis"] |= _category(rivals) | {"title": {"text": "support vector", "standoff": 4}}
    layout["yaxis"] |= _category(owners)
    layout["height"] += 60
    data = {
        "type": "heatmap",
        "z": shares,
        "x": np.arange(len(rivals)),
        "y": np.arange(len(owners)),
        "customdata": np.array([[[a, b] for b in rivals] for a in owners]),
        "zmin": 0,
        "zmax": 100,
        "hovertemplate": "%{z:.0f} % of the samples of %{customdata[0]} have %{customdata[1]} "
        "as a support vector<extra></extra>",
        **_scale(theme),
    }
    return go.Figure({"data": [data], "layout": layout})


def _heat(
    percent: Array, names: Sequence[str], steps_K: Array, step: int, theme: Theme, words: str
) -> go.Figure:
    layout = _layout(len(names), theme)
    layout["xaxis"] |= {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] |= _category(names)
    layout["shapes"] = [cursor(step, 1, theme)]
    data = {
        "type": "heatmap",
        "z": percent.astype(np.float32),
        "x": steps_K,
        "y": np.arange(len(names)),
        "customdata": np.broadcast_to(np.array(names)[:, None], percent.shape),
        "zmin": 0,
        "zmax": 100,
        "hovertemplate": f"step %{{x}}: %{{z:.0f}} % {words} %{{customdata}}<extra></extra>",
        **_scale(theme),
    }
    return go.Figure({"data": [data], "layout": layout})


def _layout(rows: int, theme: Theme) -> dict[str, Any]:
    layout = base_layout(theme, 110 + ROW_PIXELS * rows)
    layout["margin"] |= {"l": 10, "t": 10, "b": 40}
    plain = {"showgrid": False, "zeroline": False, "automargin": True}
    layout["xaxis"] = plain.copy()
    layout["yaxis"] = plain | {"autorange": "reversed"}
    return layout


def _category(names: Sequence[str]) -> dict[str, Any]:
    """Names beside rows: two of one name stay apart."""
    shown = [name if len(name) <= LABEL else f"{name[: LABEL - 1]}…" for name in names]
    return {"tickvals": list(range(len(names))), "ticktext": shown}


def _scale(theme: Theme) -> dict[str, Any]:
    return {
        "colorscale": [[0, theme.faint], [1, theme.own]],
        "xgap": 1,
        "ygap": 1,
        "colorbar": {"ticksuffix": " %", "thickness": 10, "outlinewidth": 0, "len": 1.0},
    }
