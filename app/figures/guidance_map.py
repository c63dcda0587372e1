"""The map of the experiment on guidance: a mark a setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from app.figures.apart import apart
from app.figures.curves import base_layout
from app.figures.guidance import band, bars, differences, words_at
from app.guidance.verdicts import outcome
from app.guidance.words import POINTS, cell_lines, in_points
from app.look.colour import mix
from app.look.themes import Theme
from app.look.tokens import QUIET
from toy_models.guidance.answer import Point
from toy_models.guidance.cells import Cell, cell_of
from toy_models.guidance.predictions import BOUND

HEIGHT = 344
FOOT = 24  # CSS pixels from an axis down to its words
GAP = 0.08  # between the two halves of the map, as a share of the width
#: Training errors stand at their cube root: that has a 0, and more room for small ones.
ROOT = 1 / 3
ERRORS = {0: "none", 0.01: "1 %", 0.1: "10 %", 0.5: "50 %", 1: "all"}
EDGES = (-0.06, 1.06)  # of the map, as roots
MARK = (0.065, 0.45)  # what one takes of the map on a phone: of that root, and in points
#: What the marks of each verdict are called, in the order of the key.
VERDICTS = {
    "more": "better",
    "less": "worse",
    "equal": f"equal within {POINTS * BOUND:g} point",
    "not decided": "not decided",
}


def map_of(points: Sequence[Point], chosen: str, theme: Theme) -> go.Figure:
    """The screen: a half for each s / s_A; in each the training error and the difference.

    The first traces are the halves; the last is a ring round the chosen mark.

    Args:
        points: the cells; each is a point whose customdata is the cell's name.
        chosen: the name of the cell that is marked, or "".
        theme: its colours.
    """
    cells = [cell_of(point.cell) for point in points]
    heats = sorted({cell.heat for cell in cells})
    layout = base_layout(theme, HEIGHT)
    layout["margin"] |= {"l": 50, "t": 40, "b": 84}
    # The halves share the words of their axis: on a phone a half has no room for its own.
    foot = words_at(
        f"training pictures still wrong (stretched near 0)<br>{_key(points, theme)}", theme
    )
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
            "tickvals": [error**ROOT for error in ERRORS],
            "ticktext": list(ERRORS.values()),
            "tickangle": 0,
            "gridcolor": theme.faint,
            "zeroline": False,
        }
        layout[f"yaxis{suffix}"] = {
            "anchor": f"x{suffix}",
            "range": reach,
            **differences(theme),
            "showticklabels": half == 0,
            **({"title": {"text": "SV minus softmax, points"}} if half == 0 else {}),
        }
        who = "many share the push" if heat < 1 else "two classes decide"
        heading = words_at(f"<b>s = {heat:g} s<sub>A</sub></b><br>{who}", theme) | {"align": "left"}
        layout["annotations"].append(heading | {"x": left, "xanchor": "left", "y": 1})
        layout["shapes"].append(
            band(theme)
            | {"xref": f"x{suffix} domain", "x0": 0, "x1": 1}
            | {"yref": f"y{suffix}", "y0": -POINTS * BOUND, "y1": POINTS * BOUND}
        )
        here = [(p, cell) for p, cell in zip(points, cells, strict=True) if cell.heat == heat]
        traces.append(_half(here, theme, suffix))
    traces += [_ring(half, chosen, theme) for half in list(traces) if chosen in _names(half)]
    return go.Figure({"data": traces, "layout": layout})


def _half(points: Sequence[tuple[Point, Cell]], theme: Theme, suffix: str) -> dict[str, Any]:
    intervals = [point.difference.interval for point, _ in points]
    wide, high = MARK
    x = apart(
        [
            (point.error**ROOT / wide, POINTS * point.difference.interval.mean / high)
            for point, _ in points
        ],
        low=0,
        high=1 / wide,
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [wide * at for at in x],
        "y": [POINTS * interval.mean for interval in intervals],
        "error_y": bars(intervals, theme) | {"color": _quiet(theme)},
        "customdata": [[point.cell, words_of(point, cell)] for point, cell in points],
        "marker": {
            "size": 9,
            "symbol": [
                ("x" if cell.wrong else "circle")
                + "-open" * (point.difference.words == "not decided")
                for point, cell in points
            ],
            "color": [_colour(point.difference.words, theme) for point, _ in points],
            "opacity": 1,
        },
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
    }


def _names(half: dict[str, Any]) -> list[str]:
    return [name for name, _ in half["customdata"]]


def _ring(half: dict[str, Any], chosen: str, theme: Theme) -> dict[str, Any]:
    """Round the chosen mark, which keeps its look: what is looked at is no finding."""
    at = _names(half).index(chosen)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [half["x"][at]],
        "y": [half["y"][at]],
        "marker": {"size": 20, "symbol": "circle-open", "color": theme.ink, "line": {"width": 2}},
        "hoverinfo": "skip",
        "xaxis": half["xaxis"],
        "yaxis": half["yaxis"],
    }


def _quiet(theme: Theme) -> str:
    return mix(theme.ink, theme.paper, QUIET["boundary"])


def _colour(verdict: str, theme: Theme) -> str:
    """Of the marks of a verdict: what is certain has a colour, the rest is quiet."""
    return {"more": theme.own, "less": theme.rival}.get(verdict, _quiet(theme))


def _key(points: Sequence[Point], theme: Theme) -> str:
    """What shapes and colours mean, in two lines that a phone has room for."""
    wrong = max(cell_of(point.cell).wrong for point in points)
    found = {point.difference.words for point in points}
    marks = [
        f'<span style="color:{_colour(verdict, theme)}">'
        f"{'○' if verdict == 'not decided' else '●'}</span> {words}"
        for verdict, words in VERDICTS.items()
        if verdict in found
    ]
    return f"● all labels right, ✕ {100 * wrong:.0f} % of labels wrong<br>{', '.join(marks)}"


def words_of(point: Point, cell: Cell) -> str:
    """A cell in a few lines, for the pointer: in the words of the page, its verdict last."""
    lines = (
        f"s = {cell.heat:g} s<sub>A</sub> = {cell.scale:.1f}",
        *cell_lines(cell),
        f"{point.error:.1%} of the training pictures still wrong at the end",
        f"SV-Softmax minus softmax {in_points(point.difference.interval)}",
        f"<b>{outcome(point.difference)}</b>",
    )
    return "<br>".join(lines)
