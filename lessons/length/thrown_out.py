"""Figures of rejecting: what error is left when the shortest features are thrown out.

S: seeds, W: ways to learn, T: tests, L: losses, Q: rules, J: rejected shares.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import Axis, Line, curves
from lessons.kinds.dots import Category, dots
from lessons.length.experiment import Result
from lessons.length.settings import (
    ARC,
    CHANCE,
    CONTRAST,
    FREE,
    LENGTH,
    NAMES,
    REJECTED,
    TESTS,
    TRUTH,
)  # fmt: skip
from lessons.length.words import LOSSES
from lessons.variable import Variable

REJECT = Code(real=("lessons.length.rejecting:error_after",), short="lessons.in_six_lines:softmax")
ALL = TESTS.index("all")
SHARES = tuple(100 * share for share in REJECTED)
AT = REJECTED.index(0.3)  # the share at which losses are compared
SHORT_LOSSES = ("soft-\nmax", "norm.", "Arc", "SV-\nArc", "Mag", "Ada")  # by NAMES
SEEDS = "Dots are seeds, bars mean ± standard deviation."
MEANS = "Lines are means over {} seeds; how they differ seed by seed is in the text."
DASH, DOTS = (6, 5), (2, 4)
RULE_LINES: tuple[tuple[int, dict[str, Any]], ...] = (
    (LENGTH, {"name": "the shortest", "key": "length", "role": "accent", "answer": True}),
    (CHANCE, {"name": "by chance", "key": "chance", "role": "muted", "dash": DOTS}),
    (TRUTH, {"name": "the worst, in truth", "key": "truth", "role": "own", "dash": DASH}),
    (CONTRAST, {"name": "the least contrast", "key": "contrast", "role": "rival", "dash": DASH}),
)


def thrown(result: Result) -> Live:
    """Softmax, pictures of all kinds."""
    error_SQJ = 100 * result.left_SWTLQJ[:, 0, ALL, FREE]
    y = _axis(error_SQJ)
    return curves(
        x=_x(), y=y,
        lines=[
            Line(x=SHARES, y=error_SQJ[:, rule].mean(0), **look) for rule, look in RULE_LINES[:3]
        ],
        marker=_marker(), tour="out=0..50..30",
        says=(
            ("", "{out} thrown out: {length} missed by length, {chance} by chance, {truth} by the "
             "truth."),
        ),
        reading="Strangers, softmax; each picture is worse in its own way. True pairs missed at "
        "FAR 1 in 100 among those that are left. " + MEANS.format(len(result.config.seeds)),
        code=REJECT,
        asks={"length": Ask.of_seeds(
            error_SQJ[:, LENGTH].clip(y.low, y.high), places=SHARES, label="{:g} % thrown out",
            low=y.low, high=y.high, close=3, unit=" points",
        )},
    )  # fmt: skip


def thrown_by(result: Result) -> Live:
    """The same for the loss that the reader chooses, with contrast as another rule."""
    error_SLQJ = 100 * result.left_SWTLQJ[:, 0, ALL]
    return curves(
        x=_x(), y=_axis(error_SLQJ),
        lines=[
            Line(x=SHARES, y=error_SLQJ[:, :, rule].mean(0), of="loss", **{**look, "answer": False})
            for rule, look in RULE_LINES
        ],
        marker=_marker(),
        more=[Variable.of_values("loss", "Loss", range(len(LOSSES)), ARC, words=LOSSES, seconds=6)],
        tour="out=0..50..30",
        says=(
            ("", "{loss}, {out} thrown out: by length {length} are missed, by chance {chance}, by "
             "contrast {contrast}."),
        ),
        reading="The same test. " + MEANS.format(len(result.config.seeds)),
        code=REJECT,
    )  # fmt: skip


def gained(result: Result, way: int) -> Live:
    """What it gains, loss by loss, to throw out the shortest instead of any."""
    return dots(
        y=Axis(words="points gained by length", low=-10, high=30, digits=1),
        categories=_by_loss(gain(result, ALL, way)),
        says=(("", "Softmax gains {l0} points, normalised softmax {l1}, Arc {l2}, MagFace {l4}."),),
        reading=f"{SHARES[AT]:.0f} % thrown out: missed by chance minus missed by length"
        + (", pictures levelled. " if way else ". ")
        + SEEDS,
        code=REJECT,
    )


def missed(result: Result) -> Live:
    """What each loss misses when nothing is thrown out."""
    return dots(
        y=Axis(words="true pairs missed, %", low=50, high=100, digits=1, unit=" %"),
        categories=_by_loss(100 * result.left_SWTLQJ[:, 0, ALL, :, LENGTH, 0]),
        says=(("", "Arc misses {l2} of the true pairs, AdaFace {l5}, MagFace {l4}."),),
        reading=f"The same test, nothing thrown out. {SEEDS}",
        code=REJECT,
    )


def _by_loss(values_SL: np.ndarray) -> list[Category]:
    return [
        Category(name=words, key=f"l{at}", role=name, values=values_SL[:, at])
        for at, (words, name) in enumerate(zip(SHORT_LOSSES, NAMES, strict=True))
    ]


def gain(result: Result, test: int, way: int = 0) -> np.ndarray:
    """Error after rejecting by chance less that by length, at the share AT; points.  (S, L)."""
    error_SLQ = 100 * result.left_SWTLQJ[:, way, test, :, :, AT]
    gained_SL: np.ndarray = error_SLQ[..., CHANCE] - error_SLQ[..., LENGTH]
    return gained_SL


def _x() -> Axis:
    return Axis(words="pictures thrown out, %", low=0, high=50)


def _axis(error: np.ndarray) -> Axis:
    mean = error.mean(0)
    low, high = 10 * np.floor(mean.min() / 10), 10 * np.ceil(mean.max() / 10)
    return Axis(words="true pairs missed, %", low=float(low), high=float(high), digits=0, unit=" %")


def _marker() -> Variable:
    return Variable(
        name="out", label="Thrown out", low=0, high=50, start=30, step=2, unit=" %", seconds=5
    )
