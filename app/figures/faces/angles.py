"""The angles of the probe's samples: as a film over the steps, and at the cursor.

To the own class and to the nearest of all other classes; and between pairs of pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.face_runs.run import FaceRun
from app.figures import angles
from app.figures.angles import BINS, CENTRES, shares
from app.figures.curves import axes
from app.figures.faces.curves import cursor, names
from app.figures.grid import grid_of
from app.look.themes import LIGHT, Theme
from evidence.verification import Verification
from toy_models.record import Array

PAIRS = ("pairs of one person", "of two")


def film(runs: Sequence[FaceRun], step: int, theme: Theme) -> go.Figure:
    """A column is a kept step, a row an angle; the colour shows how many samples have it."""
    layout = grid_of(
        names(runs),
        theme,
        {"title": {"text": "step", "standoff": 2}},
        {"ticksuffix": "°", "range": [0, _widest(runs)], "dtick": 30},
    )
    layout["shapes"] = [cursor(step, 1 + at, theme) for at in range(len(runs))]
    data = [
        angles.film(run.steps_K, angles_KN, name, colour, 1 + at)
        for at, run in enumerate(runs)
        for name, angles_KN, colour in _clouds(run, theme)
    ]
    data += [
        angles.in_legend("angle to the own class", theme.own),
        angles.in_legend("to the nearest rival", theme.rival),
    ]
    _legend(layout)
    return go.Figure({"data": data, "layout": layout})


def at_step(runs: Sequence[FaceRun], step: int, theme: Theme) -> go.Figure:
    """The same two clouds at the cursor, as histograms."""
    clouds = []
    for run in runs:
        moment = run.moment_at(step)
        assert moment is not None
        clouds.append(
            [
                ("angle to the own class", moment.target_angle_N, theme.own),
                ("to the nearest rival", moment.rival_angle_NR[:, 0], theme.rival),
            ]
        )
    return _histograms(names(runs), clouds, _widest(runs), "% of the samples", theme)


def of_pairs(titles: Sequence[str], scores: Sequence[Verification], theme: Theme) -> go.Figure:
    """The angles between pictures of one person and between pictures of two."""
    clouds = [
        [
            (PAIRS[0], np.arccos(np.clip(score.genuine_G, -1, 1)), theme.own),
            (PAIRS[1], np.arccos(np.clip(score.impostor_I, -1, 1)), theme.rival),
        ]
        for score in scores
    ]
    widest = max(float(np.degrees(angles.max())) for cloud in clouds for _, angles, _ in cloud)
    return _histograms(titles, clouds, _rounded(widest), "% of the pairs", theme)


def of_table(titles: Sequence[str], tables: Sequence[Array], theme: Theme) -> go.Figure:
    """The same from rows of an evaluation: a bin from and to, genuine share, impostor share."""
    used = max(float(table[table[:, 2:].any(1), 1].max(initial=15.0)) for table in tables)
    return _bars(
        titles,
        [
            [
                (
                    name,
                    table[:, :2].mean(1),
                    table[:, 1] - table[:, 0],
                    100 * table[:, column],
                    colour,
                )
                for name, column, colour in zip(
                    PAIRS, (2, 3), (theme.own, theme.rival), strict=True
                )
            ]
            for table in tables
        ],
        _rounded(used),
        "% of the pairs",
        theme,
    )


def _histograms(
    titles: Sequence[str],
    clouds: Sequence[Sequence[tuple[str, Array, str]]],
    widest: float,
    unit: str,
    theme: Theme,
) -> go.Figure:
    bars = [
        [
            (name, CENTRES, np.full(BINS, 180 / BINS), 100 * shares(angles[None])[:, 0], colour)
            for name, angles, colour in cloud
        ]
        for cloud in clouds
    ]
    return _bars(titles, bars, widest, unit, theme)


def _bars(
    titles: Sequence[str],
    bars: Sequence[Sequence[tuple[str, Array, Array, Array, str]]],
    widest: float,
    unit: str,
    theme: Theme,
) -> go.Figure:
    """For each title two histograms: name, centres, widths, percent, colour."""
    layout = grid_of(
        titles,
        theme,
        {"title": {"text": "angle", "standoff": 2}, "ticksuffix": "°", "range": [0, widest]},
        {"title": {"text": unit}},
    )
    for at in range(2, len(titles) + 1):  # the first chart has it
        layout[f"yaxis{at}"]["title"] = {"text": ""}
    layout["barmode"] = "overlay"
    layout["bargap"] = 0
    data = [
        {
            "type": "bar",
            "name": name,
            "legendgroup": name,
            "showlegend": at == 0,
            "x": centres,
            "y": percent,
            "width": widths,
            "marker": {"color": colour, "pattern": {"shape": "" if first else "/"}},
            "opacity": 0.65,
            "hovertemplate": f"{name}, %{{x:.0f}}°: %{{y:.1f}} %<extra></extra>",
            **axes(1 + at),
        }
        for at, pair in enumerate(bars)
        for first, (name, centres, widths, percent, colour) in zip((True, False), pair, strict=True)
    ]
    _legend(layout)
    return go.Figure({"data": data, "layout": layout})


def _clouds(run: FaceRun, theme: Theme) -> list[tuple[str, Array, str]]:
    return [
        (
            "to the own class",
            np.stack([moment.target_angle_N for moment in run.moments]),
            theme.own,
        ),
        (
            "to the nearest rival",
            np.stack([moment.rival_angle_NR[:, 0] for moment in run.moments]),
            theme.rival,
        ),
    ]


def _widest(runs: Sequence[FaceRun]) -> float:
    """Up to where there are angles, over all steps, so that the axis stays."""
    return _rounded(
        max(float(np.degrees(cloud.max())) for run in runs for _, cloud, _ in _clouds(run, LIGHT))
    )


def _rounded(degrees: float) -> float:
    return min(180.0, 15 * np.ceil(degrees / 15 + 0.2))


def _legend(layout: dict[str, Any]) -> None:
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    layout["margin"] |= {"t": 30}
    layout["height"] += 30
