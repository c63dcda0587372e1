"""The figures: weights that repel one another, how much room they have, and what training does."""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import Axis, Line, Upright, curves
from lessons.kinds.points import points
from lessons.lesson import Shown
from lessons.room import kissing
from lessons.room.experiment import Result
from lessons.room.measured import ALONE, COUNT, measured
from lessons.room.numbers import room, surely
from lessons.variable import Variable
from toy_models.config import LossChoice
from toy_models.packing import CLASSES as KNOWN

SHORT = "lessons.in_six_lines:am_softmax"
ROOM = Code(
    real=("toy_models.feasibility:largest_margin", "lessons.room.bounds:cosface"), short=SHORT
)
COUNTED = Code(real=("lessons.room.bounds:counted",), short=SHORT)
REPEL = {d: LossChoice.of("norm_softmax", scale=s) for d, s in ((2, 8.0), (3, 32.0))}
MARGIN = Variable(
    name="m", label="Margin m", low=0, high=1, start=0.19, step=0.01, digits=2, slider=True,
    seconds=6,
)  # fmt: skip
SCALE = Variable.of_values("s", "Scale s", (2, 4, 8, 16, 32), 32, log=True, parameter="scale")
PEOPLE = (10.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0)
DIMENSIONS = np.unique(np.geomspace(2, 1024, 60).round().astype(int))
ASKED = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 20.0)
HAND = "The arrows repel one another, and can be dragged."
PLACES = f"Shaded: half of the smallest angle, on each side of an arrow. {HAND}"
BALL = "The points repel one another, and can be dragged; the sphere can be turned."


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "ring": points(
            dimension=2, count=10, loss=REPEL[2], tour="", code=ROOM, reading=PLACES,
            says=(("", "{K} weights on a circle; the nearest two are {nearest} apart."),),
        ),
        "circle": points(
            dimension=2, count=10, loss=REPEL[2], tour="K=3..20..10", code=ROOM, reading=PLACES,
            says=(
                ("spare > 0.005", "{K} classes make way for one another: {widest} is possible."),
                ("", "{K} classes, {nearest} apart: m = {room} can be met, and no more."),
            ),
        ),
        "asks": points(
            dimension=2, count=10, loss=REPEL[2], more=[MARGIN], tour="m=0.02..0.5..0.19",
            says=(
                ("crowded = 0", "m = {m} asks for {asked} between neighbours: there is room."),
                ("spare < 0", "m = {m} asks for {asked}. {K} classes can have {widest} at most."),
                ("", "m = {m} asks for {asked}. {crowded} classes have less."),
            ),
            reading=f"Shaded: half of the angle that m asks for, on each side. {HAND}", code=ROOM,
            explanations=result.explained["ten"], class_names=tuple(map(str, range(1, 11))),
        ),
        "sphere": points(
            dimension=3, count=12, loss=REPEL[3], tour="K=4..20..12", code=ROOM,
            says=(
                ("", "{K} classes: the nearest two are {nearest} apart, of {widest} at best. "
                     "m = {room} can be met."),
            ),
            reading=f"Caps show the room of each class: half of the smallest angle. {BALL}",
        ),
        "twelve": points(
            dimension=3, count=12, loss=REPEL[3], tour="turn=30..90", code=ROOM,
            says=(("", "{K} points, as far apart as they can be."),), reading=BALL,
        ),
        "kissing": points(
            dimension=3, count=12, loss=REPEL[3], more=[MARGIN], tour="K=12..13",
            says=(
                ("spare < 0", "{K} classes have {widest} at best, and m = {m} asks for {asked}."),
                ("crowded = 0", "{K} classes find room for m = {m}: {asked} between neighbours."),
                ("", "{K} classes, m = {m}: {crowded} have too little room."),
            ),
            reading=f"Caps: what m asks for. {BALL}", code=ROOM,
        ),
        "over": _over(),
        "counts": _counts(),
        "surely": _surely(),
        "alone": points(
            dimension=3, count=12, at_random=True, loss=REPEL[3], more=[SCALE],
            tour="turn=30..200",
            says=(("", "{K} classes, s = {s}: {nearest} apart, of {widest} at best."),),
            reading=f"Nothing but softmax acts, and every picture is on its weight. {BALL}",
            code=ALONE,
        ),
    } | measured(result)  # fmt: skip


def _over() -> Live:
    """The room over the number of classes, on the circle and on the sphere."""
    counts = np.array([k for k in KNOWN if k > 2])
    return curves(
        x=Axis(words="classes K", low=3, high=20, digits=0),
        y=Axis(words="largest margin m", low=0, high=1.6),
        lines=[
            Line(name="circle", key="circle", x=counts, y=[room(k, 2) for k in counts],
                 role="rival"),
            Line(name="sphere", key="sphere", x=counts, y=[room(k, 3) for k in counts],
                 role="own", answer=True),
        ],
        marker=COUNT, tour="K=3..20..10", code=ROOM,
        says=(("", "{K} classes: m up to {circle} on a circle, {sphere} on a sphere."),),
        reading="On the sphere: the widest arrangements that are known.",
        asks={"sphere": Ask(
            outcome=tuple(room(int(k), 3) for k in ASKED), places=ASKED,
            labels=tuple(f"{k:g} classes" for k in ASKED), low=0, high=1.6, start=0.3,
            close=0.1, digits=2,
        )},
    )  # fmt: skip


def _counts() -> Live:
    """How many classes find room with m = 0.5, over the number of features."""
    features = tuple(map(float, kissing.FEATURES))
    ticks = tuple((d, f"{d:g}") for d in features)
    return curves(
        x=Axis(words="features", low=2, high=24, log=True, digits=0, ticks=ticks),
        y=Axis(words="classes that find room", low=1, high=5e5, log=True, digits=0,
               ticks=tuple((10.0**n, f"{10**n:,}") for n in range(6))),
        lines=[Line(name="known exactly", key="most", x=features, y=kissing.CLASSES, role="own",
                    answer=True)],
        marker=Variable(name="d", label="Features", low=2, high=24, start=3, values=features,
                        log=True, seconds=5),
        tour="d=2..24..3", code=COUNTED,
        says=(
            *((f"d = {d:g}", "{d} features: {most} classes, 60° from one another.")
              for d in features),
            ("", "Between them nobody knows the number."),
        ),
        reading="Only these five numbers of features, and 1, have an answer that is proved.",
        asks={"most": Ask(
            outcome=tuple(map(float, kissing.CLASSES)), places=features,
            labels=tuple(f"{d:g} features" for d in features), low=1, high=5e5, start=10,
            close=3, log=True,
        )},
    )  # fmt: skip


def _surely() -> Live:
    """What can surely be met, over the number of features."""
    return curves(
        x=Axis(words="features", low=2, high=1024, log=True, digits=0,
               ticks=tuple((2.0**n, f"{2**n}") for n in range(1, 11))),
        y=Axis(words="margin that can surely be met", low=0, high=1),
        lines=[Line(
            name="counted in caps", key="m", x=DIMENSIONS, of="K", role="own",
            y=[[surely(int(k), int(d)) for d in DIMENSIONS] for k in PEOPLE],
        )],
        marker=Variable(name="d", label="Features", low=2, high=1024, start=512, step=1.1,
                        log=True, seconds=6),
        more=[Variable.of_values("K", "Classes K", PEOPLE, 100_000, log=True, seconds=5)],
        uprights=[Upright(at=512, words="512")], tour="d=2..512", code=COUNTED,
        says=(("", "{K} classes, {d} features: at least m = {m} can be met."),),
        reading="A bound from below: better arrangements exist, but nobody knows how good.",
    )  # fmt: skip
