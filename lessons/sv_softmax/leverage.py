"""How many times harder guidance pushes, by the scale and the number of classes; and where it pays.

The second is the stored answer of `toy_models.guidance`: SV-Softmax less softmax in many settings.

K: numbers of classes, H: HEAT.
"""

from __future__ import annotations

import numpy as np

from lessons.figure import Code, Live
from lessons.kinds.curves import Axis, Line, curves
from lessons.variable import Variable
from losses.fixed_scale import fixed_scale
from toy_models.guidance.answer import stored_answer
from toy_models.guidance.predictions import BOUND

HEAT = np.linspace(0.4, 4, 37)  # s as a multiple of s_A
CLASSES = (10, 100, 1000, 10_000)
OWN, RIVAL = 0.50, 0.52  # cosines of a sample that is just beaten; all other classes are at 0


def ratios(t: float) -> np.ndarray:
    """How many times harder the own class and the rival are pushed.  Shape (2, K, H)."""
    import torch

    import losses
    from losses.leverage import force_ratios

    found = np.empty((2, len(CLASSES), len(HEAT)))
    for k, classes in enumerate(CLASSES):
        cos_1K = torch.zeros((1, classes), dtype=torch.float64)
        cos_1K[0, :2] = torch.tensor([OWN, RIVAL])
        for h, heat in enumerate(HEAT):
            loss = losses.build("sv_softmax", scale=float(heat) * fixed_scale(classes), t=t)
            both = force_ratios(loss, cos_1K, torch.zeros(1, dtype=torch.long))
            found[:, k, h] = [float(ratio) for ratio in both]
    return found


def dial(ratio_2KH: np.ndarray, t: float) -> Live:
    """The leverage over s / s_A."""
    own_KH, rival_KH = ratio_2KH
    return curves(
        x=Axis(words="s, as a multiple of s_A", low=0.4, high=4),
        y=Axis(words="times harder than softmax", low=0, high=20, digits=1),
        lines=[
            Line(name="push on the rival", key="rival", x=HEAT, y=rival_KH, of="K", role="rival"),
            Line(name="pull of the own class", key="own", x=HEAT, y=own_KH, of="K", role="own"),
        ],
        marker=Variable(name="heat", label="s / s_A", low=0.4, high=4, start=1, step=0.1, digits=1),
        more=[Variable.of_values("K", "Classes K", tuple(map(float, CLASSES)), 1000.0, log=True)],
        tour="heat=0.4..4..1",
        says=(
            ("heat < 1.3", "s = {heat} s_A, {K} classes: the rival {rival} times, its own {own}."),
            ("", "Hot, s = {heat} s_A: two classes alone decide. Rival {rival}, own {own} times."),
        ),
        reading=f"A sample just beaten by one rival, all other classes at 90°, t = {t:g}; worked "
        "out from the losses.",
        code=Code(
            real=("losses.leverage:force_ratios", "losses.sv_softmax:sv_guide"),
            short="lessons.in_six_lines:sv_softmax",
        ),
    )


def settings() -> Live:
    """SV-Softmax less softmax, over what softmax leaves wrong."""
    points = sorted(stored_answer().points, key=lambda point: point.error)
    ends = np.array([0.0, 100.0])
    return curves(
        x=Axis(words="training pictures that softmax leaves wrong, %", low=0, high=100),
        y=Axis(words="SV-Softmax less softmax, share of true pairs", low=-0.1, high=0.03, digits=3),
        lines=[
            Line(name="no difference", x=ends, y=0 * ends, low=0 * ends - BOUND,
                 high=0 * ends + BOUND, role="muted"),
            *(
                Line(name="" if at else "one setting, with its interval",
                     x=np.array([100 * point.error] * 2),
                     y=np.array([point.difference.interval.low, point.difference.interval.high]),
                     role="sv_softmax")
                for at, point in enumerate(points)
            ),
        ],
        reveal=Variable(name="error", label="Left wrong", low=0, high=100, start=100, unit=" %"),
        tour="error=0..100",
        says=(
            ("error < 5", "Where everything is learned, a push that starts late changes nothing."),
            ("", "Left wrong, up to {error}: nowhere a gain beyond the grey band."),
        ),
        reading="Toy faces of 200 or 1,000 people, four pairs of trainings in each setting; one "
        f"wrong pair in a thousand accepted. Intervals are 95 %. Grey: equal within {BOUND:g}.",
        code=Code(
            real=("toy_models.guidance.training:train", "losses.sv_softmax:sv_guide"),
            short="lessons.in_six_lines:sv_softmax",
        ),
    )  # fmt: skip
