"""Charts to predict in: what is known before the outcome, and room for the rest.

S: seeds, K: kept steps, R: ways to train, C: numbers of clusters, L: losses.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lessons.drawing.bars import bars
from lessons.drawing.layout import CATEGORIES, axis, layout, margin, note
from lessons.figure import Code, Live, Style
from lessons.kinds.curves import Axis, Upright, curves, over_seeds, seed_line
from lessons.sv_softmax.experiment import NAMES, SOFTMAX, SPACES, SV, Result
from lessons.variable import Variable

BESIDE = 0.2  # from the middle of two bars to the second, in groups


def apart(result: Result, code: Code) -> Live:
    """How far two networks are apart while both are trained by softmax."""
    return _until_the_warm_up_ends(
        result.limit_steps_K, result.limit_apart_BSK[0], result.config.trap_warmup,
        y=Axis(words="largest difference between two weights", low=-0.05, high=1.2),
        upright="from here on one of them\nwith SV-Softmax",
        says=(("", "Step {step}: both are trained by softmax, and are equal."),),
        reading=over_seeds(result.config.seeds), code=code,
    )  # fmt: skip


def gap(result: Result, code: Code) -> Live:
    """The gap on the sphere during the softmax warm-up."""
    gap_SKL = result.gap_DSKL[SPACES.index("sphere")]
    mean_KL = gap_SKL.mean(0)
    low, high = (float(10 * round_to(x / 10)) for round_to, x in
                 ((np.floor, mean_KL.min()), (np.ceil, mean_KL.max())))  # fmt: skip
    return _until_the_warm_up_ends(
        result.steps_K, gap_SKL[:, :, SOFTMAX], result.config.warmup,
        y=Axis(words="gap, degrees", low=low, high=high, digits=0, unit="°"),
        upright="from here on each\nby its own loss",
        says=(("", "Step {step}: all six are trained by softmax."),),
        reading="The gap: mean angle to the nearest rival less the angle to the own class. "
        + over_seeds(result.config.seeds),
        code=code,
    )  # fmt: skip


def _until_the_warm_up_ends(
    steps_K: np.ndarray, values_SK: np.ndarray, warmup: int, *, upright: str, **settings: Any
) -> Live:
    known_K = steps_K <= warmup
    last = float(steps_K[-1])
    return curves(
        x=Axis(words="training step", low=0, high=last),
        lines=[seed_line(steps_K[known_K], values_SK[:, known_K], name="softmax",
                         role="norm_softmax")],
        reveal=Variable(name="step", label="Step", low=0, high=last, start=warmup),
        uprights=[Upright(at=warmup, words=upright)],
        tour=f"step=0..{warmup}",
        **settings,
    )  # fmt: skip


def starts(result: Result, style: Style, _at: int) -> go.Figure:
    """How many starts end well with softmax, and an empty place for SV-Softmax."""
    full_CL = (result.trap_accuracy_RCSL[0] == 1).sum(1)
    groups = [f"{count} clusters" for count in result.config.trap_classes]
    drawn = partial(bars, style, full_CL, groups, what="starts")
    softmax, asked = drawn(losses=NAMES[SOFTMAX : SV + 1])
    asked |= {"y": [None] * len(groups), "text": None}
    made = layout(
        style, 380, showlegend=True, margin=margin(60, 10, 60, 40), xaxis=CATEGORIES,
        yaxis=axis(style, "starts that end well", range=[0, 1.1 * len(result.config.trap_seeds)]),
        annotations=[
            note(style, at + BESIDE, 0, "?", yanchor="bottom") for at in range(len(groups))
        ],
    )  # fmt: skip
    return go.Figure({"data": [softmax, asked], "layout": made})
