"""What a training measured over its steps, one chart a measure, one or two runs in each.

Values of different losses are not on one scale: each loss has a chart of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.face_runs.run import Curve, FaceRun
from app.figures.curves import axes
from app.figures.grid import grid_of
from app.look.losses import LossLook, looks
from app.look.themes import Theme
from app.look.tokens import STROKE
from face_training.evaluation.protocols import measure_named


@dataclass(frozen=True)
class Measure:
    """A measure of metrics.jsonl, in words and units for the reader."""

    title: str
    unit: str = ""
    factor: float = 1.0
    log: bool = False


#: In the order in which they are shown; `loss` comes first and by itself.
MEASURES = {
    "support_vector_fraction": Measure("Support vectors among all pairs", " %", 100),
    "theta_target": Measure("Angle to the own class", "°", 180 / np.pi),
    "theta_rival": Measure("Angle to the nearest rival", "°", 180 / np.pi),
    "learning_rate": Measure("Learning rate"),
    "feature_norm": Measure("Length of the embedding"),
    "images_per_second": Measure("Images a second"),
    "grad_norm_backbone": Measure("Gradient, backbone", log=True),
    "grad_norm_head": Measure("Gradient, class weights", log=True),
}
GAP = 0.09  # wide enough for the numbers of each chart
EVALUATIONS_AT_MOST = 12


@dataclass(frozen=True)
class _Chart:
    title: str
    lines: list[tuple[int, Curve]]  # which run, and its curve
    measure: Measure


def training(runs: Sequence[FaceRun], step: int, theme: Theme) -> go.Figure | None:
    """The training's measures with the cursor at a step; None where there are none."""
    charts = []
    with_loss = [(at, run) for at, run in enumerate(runs) if "loss" in run.training]
    kinds = list(dict.fromkeys((run.loss, run.loss_title) for _, run in with_loss))
    for kind, title in kinds:
        lines = [(at, run.training["loss"]) for at, run in with_loss if run.loss == kind]
        charts.append(_Chart(f"Loss of {title}", lines, Measure("Loss")))
    for name, measure in MEASURES.items():
        lines = [(at, run.training[name]) for at, run in enumerate(runs) if name in run.training]
        if lines:
            charts.append(_Chart(measure.title, lines, measure))
    return _drawn(charts, runs, step, theme)


def evaluations(runs: Sequence[FaceRun], step: int, theme: Theme) -> go.Figure | None:
    """What evaluations measured meanwhile; None where there was none."""
    places = list(dict.fromkeys(place for run in runs for place in run.evaluations))
    charts = []
    for place in places[:EVALUATIONS_AT_MOST]:
        where, name = place
        measure = _of_evaluation(name)
        lines = [
            (at, run.evaluations[place]) for at, run in enumerate(runs) if place in run.evaluations
        ]
        title = f"{where}: {measure.title}" if where else measure.title
        charts.append(_Chart(title, lines, measure))
    return _drawn(charts, runs, step, theme)


def _of_evaluation(name: str) -> Measure:
    """A measure of a protocol, with the title and the unit that the protocol gives it."""
    found = measure_named(name)
    return Measure(found.title, " %", 100) if found.unit == "%" else Measure(found.title)


def names(runs: Sequence[FaceRun]) -> list[str]:
    """What each run is called in a legend."""
    return [f"{'AB'[at]}: {run.name}" if len(runs) > 1 else run.name for at, run in enumerate(runs)]


def run_looks(runs: Sequence[FaceRun]) -> list[LossLook]:
    """How each run is drawn: as its loss."""
    return looks([run.loss.name if run.loss else "" for run in runs])


def cursor(step: int, axis: int, theme: Theme) -> dict[str, Any]:
    """A line over the height of a chart, at the step of the cursor."""
    at = axes(axis)
    return {
        "type": "line",
        "xref": at["xaxis"],
        "yref": f"{at['yaxis']} domain",
        "x0": step,
        "x1": step,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.ink, "width": 1.5},
    }


def _drawn(
    charts: Sequence[_Chart], runs: Sequence[FaceRun], step: int, theme: Theme
) -> go.Figure | None:
    if not charts:
        return None
    last = max([step, *(int(curve.steps[-1]) for chart in charts for _, curve in chart.lines)])
    steps = {"title": {"text": "step", "standoff": 2}, "range": [0, 1.02 * max(last, 1)]}
    layout = grid_of([chart.title for chart in charts], theme, steps, {}, gap=GAP)
    layout["shapes"] = [cursor(step, 1 + at, theme) for at in range(len(charts))]
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
    labels, drawn_as = names(runs), run_looks(runs)
    named: set[int] = set()
    data = []
    for at, chart in enumerate(charts):
        suffix = "" if at == 0 else str(at + 1)
        layout[f"yaxis{suffix}"] |= {"showticklabels": True, "ticksuffix": chart.measure.unit}
        if chart.measure.log and any((curve.values > 0).any() for _, curve in chart.lines):
            layout[f"yaxis{suffix}"] |= {"type": "log", "dtick": 1}
        for run, curve in chart.lines:
            data.append(
                _line(curve, labels[run], chart.measure)
                | {"line": _stroke(drawn_as[run], theme), "showlegend": run not in named}
                | axes(1 + at)
            )
            named.add(run)
    return go.Figure({"data": data, "layout": layout})


def _stroke(look: LossLook, theme: Theme) -> dict[str, Any]:
    return {"color": look.colour(theme.dark), "dash": look.plotly_dash, "width": STROKE}


def _line(curve: Curve, label: str, measure: Measure) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(curve.steps) < 15 else "lines",
        "name": label,
        "legendgroup": label,
        "x": curve.steps,
        "y": (measure.factor * curve.values).astype(np.float32),
        "hovertemplate": f"step %{{x}}: %{{y:.4g}}{measure.unit}<extra></extra>",
    }
