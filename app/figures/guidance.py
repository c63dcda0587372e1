"""The figures of the experiment on guidance: the map, the contrasts, the curves of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.figures.apart import apart
from app.figures.curves import base_layout
from app.guidance.words import POINTS, in_points
from app.look.colour import mix
from app.look.losses import loss_look
from app.look.themes import Theme
from app.look.tokens import QUIET
from evidence.resampling import Interval
from toy_models.guidance.answer import Point
from toy_models.guidance.cells import Cell, cell_of
from toy_models.guidance.contrasts import Contrast
from toy_models.guidance.predictions import BOUND
from toy_models.guidance.rows import Row

MAP_HEIGHT, ROW_HEIGHT, CURVES_HEIGHT = 416, 58, 260
ABOVE = 6  # CSS pixels from a row up to its words
FOOT = 28  # CSS pixels from an axis down to its words
GAP = 0.08  # between the two halves of the map, as a share of the width
#: Training errors stand at their square root: that has a 0, and more room for small ones.
ERRORS = {0: "none", 0.1: "10 %", 0.5: "50 %", 1: "all"}
EDGES = (-0.1, 1.1)  # of the map, as square roots
MARK = (0.065, 0.45)  # what one takes of the map on a phone: of that root, and in points


def map_of(points: Sequence[Point], chosen: str, theme: Theme) -> go.Figure:
    """The screen: a half for each s / s_A; in each the training error and the difference.

    Args:
        points: the cells; each is a point whose customdata is the cell's name.
        chosen: the name of the cell that is marked, or "".
        theme: its colours.
    """
    cells = [cell_of(point.cell) for point in points]
    heats = sorted({cell.heat for cell in cells})
    layout = base_layout(theme, MAP_HEIGHT)
    layout["margin"] |= {"l": 60, "t": 56, "b": 74}
    # The halves share the words of their axis: on a phone a half has no room for its own.
    wrong = max(cell.wrong for cell in cells)
    signs = f"● all labels right, ✕ {wrong:.0%} of them wrong"
    foot = _words(f"training pictures still wrong at the end<br>{signs}", theme)
    foot |= {"x": 0.5, "xanchor": "center", "y": 0, "yanchor": "top", "yshift": -FOOT}
    layout |= {"showlegend": False, "annotations": [foot], "shapes": []}
    width = (1 - GAP * (len(heats) - 1)) / len(heats)
    intervals = [point.difference.interval for point in points]
    low = min(-BOUND, *(interval.low for interval in intervals))
    high = max(BOUND, *(interval.high for interval in intervals))
    room = 0.08 * (high - low)
    reach = [POINTS * (low - room), POINTS * (high + room)]
    traces: list[dict[str, Any]] = []
    for half, heat in enumerate(heats):
        suffix = "" if half == 0 else str(half + 1)
        left = half * (width + GAP)
        layout[f"xaxis{suffix}"] = {
            "domain": [left, left + width],
            "anchor": f"y{suffix}",
            "range": EDGES,
            "tickvals": np.sqrt(list(ERRORS)).tolist(),
            "ticktext": list(ERRORS.values()),
            "tickangle": 0,
            "gridcolor": theme.faint,
            "zeroline": False,
        }
        layout[f"yaxis{suffix}"] = {
            "anchor": f"x{suffix}",
            "range": reach,
            **_differences(theme),
            "showticklabels": half == 0,
            **({"title": {"text": "SV minus softmax, points"}} if half == 0 else {}),
        }
        who = "many share the push" if heat < 1 else "two classes decide"
        heading = _words(f"<b>s = {heat:g} s<sub>A</sub></b><br>{who}", theme) | {"align": "left"}
        layout["annotations"].append(heading | {"x": left, "xanchor": "left", "y": 1})
        layout["shapes"].append(
            _band(theme)
            | {"xref": f"x{suffix} domain", "x0": 0, "x1": 1}
            | {"yref": f"y{suffix}", "y0": -POINTS * BOUND, "y1": POINTS * BOUND}
        )
        here = [(p, cell) for p, cell in zip(points, cells, strict=True) if cell.heat == heat]
        traces.append(_half(here, chosen, theme, suffix))
    return go.Figure({"data": traces, "layout": layout})


def _half(
    points: Sequence[tuple[Point, Cell]], chosen: str, theme: Theme, suffix: str
) -> dict[str, Any]:
    intervals = [point.difference.interval for point, _ in points]
    wide, high = MARK
    x = apart(
        [
            (point.error**0.5 / wide, POINTS * point.difference.interval.mean / high)
            for point, _ in points
        ],
        low=-1,
        high=1.03 / wide,
    )
    # What is chosen is larger and stronger, not coloured: a colour is a class or a loss.
    quiet = mix(theme.ink, theme.paper, QUIET["boundary"]) if chosen else theme.ink
    marks = [(15, theme.ink) if point.cell == chosen else (8, quiet) for point, _ in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [wide * at for at in x],
        "y": [POINTS * interval.mean for interval in intervals],
        "error_y": _bars(intervals, theme) | {"color": quiet},
        "customdata": [[point.cell, words_of(point, cell)] for point, cell in points],
        "marker": {
            "size": [size for size, _ in marks],
            "symbol": ["x" if cell.wrong else "circle" for _, cell in points],
            "color": [colour for _, colour in marks],
            "opacity": 1,
        },
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
    }


def _words(text: str, theme: Theme) -> dict[str, Any]:
    """Words that stand above a place of the whole figure."""
    place = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {"text": text, **place, "font": {"size": 14, "color": theme.ink}}


def _band(theme: Theme) -> dict[str, Any]:
    """The look of the band in which nobody would notice a difference."""
    quiet = {"fillcolor": theme.faint, "opacity": 0.5, "line": {"width": 0}}
    return {"type": "rect", "layer": "below", **quiet}


def _differences(theme: Theme) -> dict[str, Any]:
    """An axis of differences of TAR in points, with a line at none."""
    zero = {"zeroline": True, "zerolinecolor": theme.ink, "zerolinewidth": 1}
    return {"tickformat": "+~g", "gridcolor": theme.faint, **zero}


def _bars(intervals: Sequence[Interval], theme: Theme) -> dict[str, Any]:
    """Intervals as error bars, in points."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [POINTS * (interval.high - interval.mean) for interval in intervals],
        "arrayminus": [POINTS * (interval.mean - interval.low) for interval in intervals],
        "color": theme.ink,
        "thickness": 1.5,
        "width": 0,
    }


def words_of(point: Point, cell: Cell) -> str:
    """A cell in a few lines, for the pointer."""
    interval = point.difference.interval
    labels = f"{cell.wrong:.0%} wrong labels" if cell.wrong else "clean labels"
    return (
        f"{cell.classes:,} people, {cell.dimension}-D, s = {cell.scale:.1f}<br>"
        f"{labels}, {cell.steps:,} steps, families at {cell.distance:g}<br>"
        f"{point.error:.1%} of the training pictures still wrong<br>"
        f"SV minus softmax {in_points(interval)}"
    )


def contrasts_of(
    found: Sequence[Contrast], questions: Sequence[str], answers: Sequence[str], theme: Theme
) -> go.Figure:
    """Contrasts of one cell: a row each, with its question, its answer and its interval."""
    layout = base_layout(theme, 70 + ROW_HEIGHT * len(found))
    layout["margin"] |= {"l": 10, "t": 10, "b": 40}
    layout |= {"showlegend": False}
    rows = list(range(len(found)))
    layout["yaxis"] = {
        "range": [len(rows) - 0.5, -0.9],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
    }
    # Words stand above their row: beside it they would leave a phone no room for the intervals.
    # Their ground covers the grid.
    over = {"x": 0, "xanchor": "left", "yref": "y", "yshift": ABOVE, "bgcolor": theme.paper}
    layout["annotations"] = [
        _words(f"{question}<br><b>{answer}</b>", theme) | over | {"y": row, "align": "left"}
        for row, question, answer in zip(rows, questions, answers, strict=True)
    ]
    layout["xaxis"] = {
        "title": {"text": "difference in points of TAR", "standoff": 6},
        **_differences(theme),
    }
    layout["shapes"] = [
        _band(theme)
        | {"x0": -POINTS * BOUND, "x1": POINTS * BOUND, "yref": "paper", "y0": 0, "y1": 1}
    ]
    intervals = [one.interval for one in found]
    data = {
        "type": "scatter",
        "mode": "markers",
        "x": [POINTS * interval.mean for interval in intervals],
        "y": rows,
        "error_x": _bars(intervals, theme),
        "marker": {"size": 9, "color": theme.ink},
        "customdata": [
            [in_points(interval), one.words] for interval, one in zip(intervals, found, strict=True)
        ],
        "hovertemplate": "%{customdata[0]}: %{customdata[1]}<extra></extra>",
    }
    return go.Figure({"data": [data], "layout": layout})


def curves_of(rows: Sequence[Row], names: dict[str, str], theme: Theme) -> go.Figure:
    """TAR over the steps for every run of a cell: a thin line a seed, a thick mean an arm."""
    layout = base_layout(theme, CURVES_HEIGHT)
    layout["margin"] |= {"l": 60, "b": 50}
    grid = {"gridcolor": theme.faint, "zeroline": False}
    layout["xaxis"] = grid | {"title": {"text": "step", "standoff": 4}}
    layout["yaxis"] = grid | {
        "title": {"text": "TAR at FAR 1 in 1,000", "standoff": 4},
        "rangemode": "tozero",
        "tickformat": ".0%",
    }
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    looks = {"norm": "norm_softmax", "sv": "sv_softmax"}
    colours = {arm: loss_look(looks[arm]).colour(theme.dark) for arm in names}
    traces = []
    for arm, title in names.items():
        runs = [row for row in rows if row.arm == arm]
        for row in runs:
            traces.append(_line(row.looks, row.tar_curve, colours[arm], f"seed {row.seed}", 1))
        if runs:
            mean = np.mean([row.tar_curve for row in runs], axis=0)
            traces.append(_line(runs[0].looks, mean, colours[arm], title, 3) | {"showlegend": True})
    return go.Figure({"data": traces, "layout": layout})


def _line(
    steps: Sequence[int], values: Sequence[float], colour: str, name: str, width: int
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "showlegend": False,
        "x": list(steps),
        "y": list(values),
        "line": {"color": colour, "width": width},
        "opacity": 1.0 if width > 1 else 0.4,
        "hovertemplate": f"{name}, step %{{x}}: %{{y:.1%}}<extra></extra>",
    }
