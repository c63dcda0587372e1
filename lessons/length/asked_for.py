"""Figures of losses that ask for a length: MagFace and AdaFace.

A: angles, X: lengths, Z: qualities.
"""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import Axis, Line, curves
from lessons.length.experiment import Result
from lessons.length.settings import ANGLES, QUALITIES
from lessons.variable import Variable

MAGFACE = Code(
    real=("losses.magface:magface_margin", "losses.magface:magface_penalty"),
    short="lessons.in_six_lines:arc_softmax",
)
ADAFACE = Code(real=("losses.adaface:AdaFaceMargin",), short="lessons.in_six_lines:arc_softmax")
QUALITY_WORDS = ("short", "rather short", "middle", "rather long", "long")  # by QUALITIES
PLACES = (10.0, 30.0, 40.0, 50.0, 60.0, 80.0)
ANGLE = Axis(words="angle to the own class, degrees", low=0, high=90)


def mag(result: Result) -> Live:
    """MagFace's loss over the length; it follows the angle."""
    low, high = result.config.mag_lengths
    x_X = np.linspace(low, high, result.mag_AX.shape[1])
    return curves(
        x=Axis(words="length of the feature", low=low, high=high),
        y=Axis(words="loss", low=0, high=6),
        lines=[Line(name="MagFace", key="cost", x=x_X, y=result.mag_AX, of="angle",
                    role="magface")],
        marker=Variable(name="len", label="Length", low=low, high=high, start=10, step=0.5,
                        digits=1),
        more=[Variable.of_values("angle", "Angle to the own class", ANGLES.tolist(), 40, unit="°")],
        tour="angle=20..60..40",
        says=(("", "{angle} from its own class, length {len}: the loss is {cost}."),),
        reading=f"One picture among {result.config.people} classes, all others at 90°.",
        code=MAGFACE,
    )  # fmt: skip


def best(result: Result) -> Live:
    """The length that costs least, over the angle; it can be drawn."""
    low, high = result.config.mag_lengths
    return curves(
        x=ANGLE, y=Axis(words="best length", low=0, high=high, digits=1),
        lines=[Line(name="MagFace", key="length", x=ANGLES, y=result.best_A, role="magface",
                    answer=True)],
        marker=Variable(name="angle", label="Angle", low=0, high=90, start=40, unit="°"),
        tour="angle=0..90..40",
        says=(("", "{angle} from its own class: a length of {length} costs least."),),
        reading=f"One picture among {result.config.people} classes, all others at 90°. Lengths "
        f"from {low:g} to {high:g} are allowed.",
        code=MAGFACE,
        asks={"length": Ask.along(
            ANGLES, result.best_A, PLACES, label="at {:g}°", low=0, high=high, start=10, close=3,
            digits=1,
        )},
    )  # fmt: skip


def pulls(result: Result) -> Live:
    """AdaFace's pull over the angle, for short, middle and long features."""
    quality = Variable.of_values(
        "z", "Length", QUALITIES.tolist(), -1, words=QUALITY_WORDS, seconds=4
    )
    return curves(
        x=ANGLE, y=Axis(words="how much harder than without a margin", low=0, high=2.5),
        lines=[
            Line(name="AdaFace, this length", key="pull", x=ANGLES[1:], y=result.ada_ZA, of="z",
                 role="adaface"),
            Line(name="a middle length: as CosFace", x=ANGLES[1:], y=np.ones(len(ANGLES) - 1),
                 role="muted", dash=(6, 5)),
        ],
        marker=Variable(name="angle", label="Angle", low=5, high=90, start=20, unit="°"),
        more=[quality], tour="z=-1..1..-1",
        says=(("", "{angle} away, {z}: it pulls {pull} times as hard."),),
        reading=f"The slope of AdaFace's f, m = {result.config.ada_margin:g}. The whole pull also "
        "depends on how sure the softmax is already.",
        code=ADAFACE,
    )  # fmt: skip
