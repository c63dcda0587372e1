"""The figures: weights that repel one another, how much room they have, and what training does."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live, Moving
from lessons.kinds.curves import Axis, Line, Upright, curves, seed_line
from lessons.kinds.points import points
from lessons.lesson import Shown
from lessons.room import kissing
from lessons.room.experiment import CLASSES, Result
from lessons.room.numbers import CIRCLE, EIGHT, SPHERE, TEN, room, surely
from lessons.variable import Variable
from toy_models.config import LossChoice
from toy_models.packing import CLASSES as KNOWN

SHORT = "lessons.in_six_lines:am_softmax"
ROOM = Code(
    real=("toy_models.feasibility:largest_margin", "lessons.room.bounds:cosface"), short=SHORT
)
TRAINED = Code(real=("lessons.room.experiment:trained",), short=SHORT)
ALONE = Code(real=("lessons.room.repelling:repelled",), short="lessons.in_six_lines:norm_softmax")
COUNTED = Code(real=("lessons.room.bounds:counted",), short=SHORT)
REPEL = {d: LossChoice.of("norm_softmax", scale=s) for d, s in ((2, 8.0), (3, 32.0))}
MARGIN = Variable(
    name="m", label="Margin m", low=0, high=1, start=0.19, step=0.01, digits=2, slider=True,
    seconds=6,
)  # fmt: skip
SCALE = Variable.of_values("s", "Scale s", (2, 4, 8, 16, 32), 32, log=True, parameter="scale")
COUNT = Variable(
    name="K", label="Classes", low=3, high=20, start=10,
    values=tuple(float(k) for k in KNOWN if k > 2), seconds=6,
)  # fmt: skip
PEOPLE = (10.0, 100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0)
DIMENSIONS = np.unique(np.geomspace(2, 1024, 60).round().astype(int))
ASKED = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 20.0)
HAND = "The arrows repel one another, and can be dragged."
BALL = "The points repel one another, and can be dragged; the sphere can be turned."
LINES = ((CIRCLE, "circle", "rival"), (SPHERE, "sphere", "own"), (EIGHT, "eight", "muted"))
WORDS = {"circle": "2 features", "sphere": "3 features", "eight": "8 features"}


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "ring": points(
            dimension=2, count=10, loss=REPEL[2], tour="", code=ROOM, reading=HAND,
            says=(("", "{K} weights on a circle; the nearest two are {nearest} apart."),),
        ),
        "circle": points(
            dimension=2, count=10, loss=REPEL[2], tour="K=3..20..10", code=ROOM, reading=HAND,
            says=(("", "{K} classes, {nearest} apart: m = {room} can be met, and no more."),),
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
        "past": _past(result),
        "merge": Moving(
            run=lambda: shown("merge"), loss=1, code=TRAINED,
            reading="Toy faces of ten people, two features, from one start; margins 0.1 and 0.5.",
        ),
        "push": _over_margins(
            result, 100 * result.push_DSM, "push, % of the strongest", 105, "%",
            says="m = {m}: they push with {circle} (circle), {sphere} (sphere), {eight} of it.",
        ),
        "nearest": _over_margins(
            result, result.nearest_DSM, "degrees between the nearest weights", 90, "°",
            says="m = {m}: nearest weights {circle} apart, {sphere} on the sphere, {eight} with 8.",
        ),
        "people": _people(result),
        "spread": _spread(result),
        "alone": points(
            dimension=3, count=12, at_random=True, loss=REPEL[3], more=[SCALE],
            tour="turn=30..200",
            says=(("", "{K} classes, s = {s}: {nearest} apart, of {widest} at best."),),
            reading=f"Nothing but softmax acts, and every picture is on its weight. {BALL}",
            code=ALONE,
        ),
        "scales": _scales(result),
    }  # fmt: skip


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


def _margin(result: Result) -> Variable:
    margins = result.config.margins
    return Variable(
        name="m", label="Margin", low=0, high=margins[-1], start=margins[-1], step=0.05, digits=2,
        seconds=5,
    )  # fmt: skip


def _over_margins(
    result: Result, values_DSM: np.ndarray, words: str, high: float, unit: str, *, says: str,
    **settings: Any,
) -> Live:  # fmt: skip
    """A measure of ten people over the margin, for each number of features."""
    config = result.config
    people = config.people[TEN]
    return curves(
        x=Axis(words="margin m", low=0, high=config.margins[-1]),
        y=Axis(words=words, low=0, high=high, digits=0, unit=f" {unit}" if unit == "%" else unit),
        lines=[
            seed_line(np.array(config.margins), values_DSM[at], name=WORDS[key], key=key,
                      role=role, answer=at == CIRCLE)
            for at, key, role in LINES
        ],
        marker=_margin(result), tour=f"m=0..{config.margins[-1]:g}", code=TRAINED,
        uprights=[
            Upright(at=room(people, 2), words="circle"), Upright(at=room(people, 3), words="sphere")
        ],
        says=(("", says),),
        reading=f"Toy faces of {people} people. Dotted: the room. {_bands(result)}",
        **settings,
    )  # fmt: skip


def _bands(result: Result) -> str:
    return f"Means over {len(result.config.seeds)} seeds, bands one standard deviation."


def _past(result: Result) -> Live:
    """The share of training pictures that are learned."""
    margins = result.config.margins
    learned_DSM = 100 * result.learned_DSM
    return _over_margins(
        result, learned_DSM, "training pictures that are right, %", 105, "%",
        says="m = {m}: {circle} right on the circle, {sphere} on the sphere, {eight} with 8.",
        asks={"circle": Ask(
            outcome=tuple(learned_DSM[CIRCLE].mean(0).tolist()), places=margins,
            labels=tuple(f"m = {m:g}" for m in margins), low=0, high=105,
            start=float(learned_DSM[CIRCLE][:, 0].mean()), close=7, unit=" points",
        )},
    )  # fmt: skip


def _people(result: Result) -> Live:
    """The circle with few and many people."""
    config = result.config
    roles = ("own", "rival", "ink")
    return curves(
        x=Axis(words="margin m", low=0, high=config.margins[-1]),
        y=Axis(words="training pictures that are right, %", low=0, high=105, digits=0, unit=" %"),
        lines=[
            seed_line(np.array(config.margins), 100 * learned_SM, name=f"{people} people",
                      key=f"k{people}", role=role)
            for people, role, learned_SM in zip(
                config.people, roles, result.learned_KSM, strict=True)
        ],
        marker=_margin(result), tour=f"m=0..{config.margins[-1]:g}..0.35", code=TRAINED,
        uprights=[Upright(at=room(people, 2), words=f"{people}") for people in config.people],
        says=(("", "m = {m}: {k5} right with five people, {k10} with ten, {k20} with twenty."),),
        reading=f"Toy faces on a circle. Dotted: the rooms. {_bands(result)}",
    )  # fmt: skip


def _spread(result: Result) -> Live:
    """The circle again, from two starts."""
    margins = np.array(result.config.margins)
    people = result.config.people[TEN]
    return curves(
        x=Axis(words="margin m", low=0, high=float(margins[-1])),
        y=Axis(words="training pictures that are right, %", low=0, high=105, digits=0, unit=" %"),
        lines=[
            seed_line(margins, 100 * result.learned_DSM[CIRCLE], key="random", role="rival",
                      name="weights start at random"),
            seed_line(margins, 100 * result.spread_learned_SM, key="apart", role="own",
                      name="weights start far apart"),
        ],
        marker=_margin(result), tour=f"m=0..{margins[-1]:g}", code=TRAINED,
        uprights=[Upright(at=room(people, 2), words="room")],
        says=(("", "m = {m}: {random} right from a random start, {apart} from far apart."),),
        reading=f"Toy faces of {people} people, two features. {_bands(result)}",
    )  # fmt: skip


def _scales(result: Result) -> Live:
    """Where softmax alone takes the weights."""
    counts = np.array(CLASSES)
    roles = ("muted", "ink", "own")
    return curves(
        x=Axis(words="classes K", low=3, high=20, digits=0),
        y=Axis(words="degrees between the nearest weights", low=20, high=125, digits=1, unit="°"),
        lines=[
            Line(name="widest known", key="widest", x=counts, y=result.widest_C, role="rival",
                 dash=(6, 5)),
            *(
                seed_line(counts, values_SC, name=f"s = {scale:g}", key=f"s{scale:g}", role=role)
                for scale, values_SC, role in zip(
                    result.config.scales, result.repelled_RSC, roles, strict=True)
            ),
        ],
        marker=COUNT, tour="K=3..20..7", code=ALONE,
        says=(("", "{K} classes: {s2}, {s8} and {s32} for s = 2, 8 and 32, of {widest} at best."),),
        reading=f"Weights on a sphere that only softmax moves. {_bands(result)}",
    )  # fmt: skip
