"""Loss and push along the arc from the own class to the rival: a cliff at the boundary."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import DASH, Axis, Line, Upright, curves
from lessons.one_sample import APART
from lessons.sv_softmax.experiment import Result
from lessons.variable import Variable

ASKED = (30.0, 45.0, 55.0, 62.0, 70.0, 80.0, 95.0, 110.0)  # degrees, where the loss is drawn
CODE = Code(
    real=("losses.sv_softmax:beats", "losses.sv_softmax:sv_guide"),
    short="lessons.in_six_lines:sv_softmax",
)


def loss(result: Result) -> Live:
    """The loss, which can be drawn."""
    t, loss_TA = result.config.t, result.cliff_loss_TA
    asked = loss_TA[int(np.abs(result.t_T - t).argmin())]
    return _along(
        result, loss_TA, Axis(words="loss, nats", low=0, high=60, digits=1),
        says=(
            ("angle > 60", "{angle}, beyond the boundary: softmax {soft}, SV-Softmax {sv}."),
            ("", "{angle}, its own class is nearer: both have {soft}."),
        ),
        asks={"loss": Ask.along(
            result.angle_A, asked, ASKED, label="at {:g}°", low=0, high=60, start=15, close=3,
            unit=" nats",
        )},
    )  # fmt: skip


def push(result: Result) -> Live:
    """The length of the gradient on the rival's cosine."""
    y = Axis(words="push on the rival", low=0, high=44, digits=0)
    return _along(
        result, result.cliff_push_TA, y,
        says=(
            ("angle > 60", "{angle}, beyond the boundary: softmax {soft}, SV-Softmax {sv}."),
            ("", "{angle}, its own class is nearer: both push with {soft}."),
        ),
    )  # fmt: skip


def _along(result: Result, values_TA: np.ndarray, y: Axis, **settings: Any) -> Live:
    """Softmax's line, and that of SV-Softmax, which follows t."""
    t_T = tuple(result.t_T.tolist())
    return curves(
        x=Axis(words="angle to the own class, degrees", low=0, high=APART), y=y,
        lines=[
            Line(name="softmax", key="soft", x=result.angle_A, y=values_TA[0],
                 role="norm_softmax", dash=DASH),
            Line(name="SV-Softmax", key="sv", x=result.angle_A, y=values_TA, of="t",
                 role="sv_softmax", answer=True),
        ],
        marker=Variable(name="angle", label="Angle to its own class", low=0, high=APART, start=65,
                        unit="°", seconds=6),
        more=[Variable.of_values("t", "Guidance t", t_T, result.config.t, digits=2, seconds=4)],
        uprights=[Upright(at=APART / 2, words="boundary")],
        tour="angle=40..90..65", code=CODE, explanations=result.explained["just beyond"][4:5],
        reading=f"Two classes, {APART:g}° apart, as in Figure 1. Computed from the losses, "
        f"s = {result.config.paper_scale:g}; nothing is trained here.",
        **settings,
    )  # fmt: skip
