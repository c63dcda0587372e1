"""What is measured, over Arc's margin and for the three: on the circle, and for strangers."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import DASH, Axis, Line, Upright, curves, over_seeds, seed_line
from lessons.kinds.dots import Category, dots
from lessons.margins.experiment import NAMES, Config, Result
from lessons.variable import Variable

ARC = "losses.arc_softmax:arc_margin"
SHORT = "lessons.in_six_lines:arc_softmax"


def _over_margins(margins: tuple[float, ...], y: Axis, **settings: Any) -> Live:
    """A measure over Arc's margin."""
    return curves(
        x=Axis(words="Arc's margin m, degrees", low=0, high=margins[-1]), y=y,
        marker=Variable(
            name="m", label="Margin m", low=0, high=margins[-1], start=30, unit="°",
            values=margins,
        ),
        tour=f"m=0..{margins[-1]:g}..30",
        **settings,
    )  # fmt: skip


def _ask(margins: tuple[float, ...], values_SM: np.ndarray, y: Axis, close: float) -> Ask:
    """Means over the seeds; every value stands at that of no margin before it is drawn."""
    return Ask.of_seeds(
        values_SM, places=margins, label="margin {:g}°", low=y.low, high=y.high, close=close,
        unit="°" if y.unit == "°" else " points",
    )  # fmt: skip


def room(result: Result) -> Live:
    """The lead that training gives, on the circle."""
    config = result.config
    margins = (0.0, *config.circle_margins)
    between = 360 / config.classes
    y = Axis(words="mean lead, degrees", low=20, high=80, digits=0, unit="°")
    return _over_margins(
        margins, y,
        lines=[
            seed_line(np.array(margins), result.circle_gap_SL, name="angle to the nearest other "
                      "class, less that to its own", key="gap", role="arc_softmax", answer=True),
        ],
        uprights=[Upright(at=between, words=f"neighbours are\n{between:g}° apart")],
        says=(("", "Margin {m}: the mean lead is {gap}."),),
        reading=f"{config.classes} clusters on the circle, all samples, last step. "
        + over_seeds(config.seeds),
        code=Code(real=("lessons.margins.experiment:shown_runs", ARC), short=SHORT),
        asks={"gap": _ask(margins, result.circle_gap_SL, y, 2)},
    )  # fmt: skip


def _faces(result: Result) -> tuple[tuple[float, ...], slice]:
    """Margins of the faces' losses, and where they are among all losses."""
    margins = (0.0, *result.config.face_margins)
    return margins, slice(0, len(margins))


def strangers(result: Result) -> Live:
    """Known people and strangers over the margin."""
    margins, arcs = _faces(result)
    line = partial(seed_line, np.array(margins))
    tar_SM = 100 * result.face_tar_SL[:, arcs]
    y = Axis(words="share, %", low=40, high=100, digits=0, unit=" %")
    return _over_margins(
        margins, y,
        lines=[
            line(100 * result.face_accuracy_SL[:, arcs], name="known people named rightly",
                 key="known", role="own"),
            line(tar_SM, name="pairs of strangers found", key="found", role="arc_softmax",
                 answer=True),
        ],
        says=(("", "Margin {m}: {known} of known people, {found} of strangers' pairs."),),
        reading="New pictures of people in the training; and pairs of people outside it, one wrong "
        "pair in a hundred accepted. " + over_seeds(result.config.seeds),
        code=_unseen(),
        asks={"found": _ask(margins, tar_SM, y, 2.5)},
    )  # fmt: skip


def threshold(result: Result) -> Live:
    """The angle up to which two pictures count as one person, over the margin."""
    margins, arcs = _faces(result)
    threshold_SM = result.threshold_SL[:, arcs]
    y = Axis(words="threshold of the test, degrees", low=0, high=90, digits=0, unit="°")
    return _over_margins(
        margins, y,
        lines=[
            seed_line(np.array(margins), threshold_SM, name="threshold of the test", key="at",
                      role="arc_softmax", answer=True),
            Line(name="equal to the margin", x=np.array(margins), y=np.array(margins),
                 role="muted", dash=DASH, key="same"),
        ],
        says=(("", "Trained with a margin of {m}: the test needs a threshold of {at}."),),
        reading="Trained at the margins where the line bends. One wrong pair of strangers in a "
        "hundred is accepted. " + over_seeds(result.config.seeds),
        code=_unseen(),
        asks={"angle": _ask(margins, threshold_SM, y, 8)},
    )  # fmt: skip


def compared(result: Result) -> Live:
    """Strangers' pairs for the three margins."""
    config = result.config
    tar_SL = 100 * result.face_tar_SL[:, of_three(config)]
    sizes = (f"{config.arc:g}°", f"{config.cos:g}", f"{config.sphere:g}")
    named = zip(("Arc", "AM", "Sphere"), sizes, strict=True)
    words = ("no\nmargin", *(f"{name}\n{size}" for name, size in named))
    return dots(
        y=Axis(words="pairs of strangers found, %", low=0, high=100, digits=0, unit=" %"),
        categories=[
            Category(name=name, key=role, values=values_S, role=role)
            for name, role, values_S in zip(words, NAMES, tar_SL.T, strict=True)
        ],
        says=(
            ("", "None {norm_softmax}, Arc {arc_softmax}, AM {am_softmax}, Sphere {a_softmax}."),
        ),
        reading="One wrong pair in a hundred accepted. Dots are seeds, bars mean ± standard "
        "deviation.",
        code=_unseen(),
    )  # fmt: skip


def of_three(config: Config) -> list[int]:
    """The places of NAMES among the faces' losses."""
    count = len(config.face_margins)
    return [0, 1 + config.face_margins.index(config.arc), 1 + count, 2 + count]


def _unseen() -> Code:
    return Code(real=("lessons.margins.experiment:unseen", ARC), short=SHORT)
