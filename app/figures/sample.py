"""One sample: what each class's logit is before and after the slots, its angles, its pushes.

K: kept steps, C: classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.curves import base_layout
from app.look.classes import class_colour
from app.look.colour import mix
from app.look.themes import Theme
from toy_models.explanation import Explanation
from toy_models.record import Array

SHOWN_AT_MOST = 20  # classes in a bar chart: of more, those with the greatest logits


def shown_classes(explanation: Explanation) -> list[int]:
    """The classes of the bar charts in their own order; the target and the heaviest rivals."""
    rivals = [k for k in range(len(explanation.p_C)) if k != explanation.label]
    heaviest = sorted(rivals, key=lambda k: -explanation.logit_after_C[k])[: SHOWN_AT_MOST - 1]
    return sorted([explanation.label, *heaviest])


def logits(explanation: Explanation, names: Sequence[str], theme: Theme) -> go.Figure:
    """Each class's logit before the slots and after: cos becomes f, and h weighs the rivals."""
    shown = shown_classes(explanation)
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": name,
            "x": _ticks(shown, names),
            "y": [values_C[k] for k in shown],
            "marker": {"color": colours},
            "text": marks,
            "textposition": "outside",
            "textangle": 0,
            "constraintext": "none",
            "cliponaxis": False,
            "hovertemplate": f"class %{{x}}, {name}: %{{y:.3f}}<extra></extra>",
        }
        for name, values_C, colours, marks in (
            (
                "before the slots: s cos θ",
                explanation.logit_before_C,
                [mix(_role_colour(explanation, k, theme), theme.paper, 0.6) for k in shown],
                None,
            ),
            (
                "after: s f for the target, s cos θ + ln h for a rival",
                explanation.logit_after_C,
                [_role_colour(explanation, k, theme) for k in shown],
                [_role(explanation, k) for k in shown],
            ),
        )
    ]
    layout = _bars(theme, "logit")
    layout["barmode"] = "group"
    return go.Figure({"data": data, "layout": layout})


def pushes(explanation: Explanation, names: Sequence[str], theme: Theme) -> go.Figure:
    """Who pushes the sample: the gradient on each class's cosine."""
    shown = shown_classes(explanation)
    data = [
        {
            "type": "bar",
            "x": _ticks(shown, names),
            "y": [explanation.push_C[k] for k in shown],
            "marker": {"color": [_role_colour(explanation, k, theme) for k in shown]},
            "text": [_role(explanation, k) for k in shown],
            "textposition": "outside",
            "textangle": 0,
            "constraintext": "none",
            "cliponaxis": False,
            "customdata": ["pulls" if k == explanation.label else "pushes" for k in shown],
            "hovertemplate": "class %{x} %{customdata} with %{y:.3g}<extra></extra>",
            "showlegend": False,
        }
    ]
    return go.Figure({"data": data, "layout": _bars(theme, "|∂L / ∂cos θ|")})


def paths(
    steps_K: Array,
    angles_KC: Array,
    label: int,
    spans: Sequence[tuple[int, int]],
    step: int,
    names: Sequence[str],
    theme: Theme,
) -> go.Figure:
    """The angles to every class over the steps, in degrees; shaded where there is a support vector.

    Args:
        steps_K: the kept steps.
        angles_KC: the angle to each class weight at each of them, degrees; NaN where unknown.
        label: the target.
        spans: from which step to which some class is a support vector.
        step: of the cursor.
        names: of the classes.
        theme: the colours around the data.
    """
    rivals = [k for k in range(angles_KC.shape[1]) if k != label]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "rivals" if k != label else f"its class, {names[k]}",
            "showlegend": k in (label, rivals[0]),
            "legendgroup": "target" if k == label else "rivals",
            "x": steps_K,
            "y": angles_KC[:, k].astype(np.float32),
            "line": {"color": theme.ink, "width": 3.5}
            if k == label
            else {"color": class_colour(k), "width": 1.2},
            "hovertemplate": f"class {names[k]}<br>step %{{x}}: %{{y:.1f}}°<extra></extra>",
        }
        for k in [*rivals, label]
    ]
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": "with a support vector",
            "x": [None],
            "y": [None],
            "marker": {"symbol": "square", "size": 11, "color": _veil(theme)},
        }
    )
    layout = base_layout(theme, 320)
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"l": 50, "b": 45}
    low, high = float(np.nanmin(angles_KC)), float(np.nanmax(angles_KC))
    shared = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = shared | {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] = shared | {"ticksuffix": "°", "range": [max(low - 5, 0), high + 5]}
    layout["shapes"] = [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": begin,
            "x1": end,
            "y0": 0,
            "y1": 1,
            "fillcolor": _veil(theme),
            "line": {"width": 0},
            "layer": "below",
        }
        for begin, end in spans
    ]
    layout["shapes"].append(
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": step,
            "x1": step,
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.ink, "width": 1},
        }
    )
    return go.Figure({"data": data, "layout": layout})


def _bars(theme: Theme, title: str) -> dict[str, Any]:
    layout = base_layout(theme, 320)
    layout["legend"] |= {"y": 1.02, "yanchor": "bottom"}
    layout["margin"] |= {"l": 50, "b": 45}
    layout["xaxis"] = {"title": {"text": "class", "standoff": 4}, "type": "category"}
    layout["yaxis"] = {
        "title": {"text": title},
        "gridcolor": theme.faint,
        "zerolinecolor": theme.faint,
    }
    return layout


def _ticks(shown: Sequence[int], names: Sequence[str]) -> list[str]:
    """Names on the axis; two classes of one name would share a bar."""
    return [names[k] if list(names).count(names[k]) == 1 else f"{names[k]} ({k})" for k in shown]


def _role(explanation: Explanation, k: int) -> str:
    if k == explanation.label:
        return "target"
    return "SV" if explanation.support_C[k] else ""


def _role_colour(explanation: Explanation, k: int, theme: Theme) -> str:
    if k == explanation.label:
        return theme.own
    return theme.rival if explanation.support_C[k] else mix(theme.ink, theme.paper, 0.5)


def _veil(theme: Theme) -> str:
    red, green, blue = (int(theme.rival[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
