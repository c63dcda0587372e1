"""The figures of what was measured: trainings over the margin, and weights that softmax moves."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import Axis, Line, Upright, curves, over_seeds, seed_line
from lessons.kinds.rays import Panel, rays
from lessons.room.experiment import CLASSES, WATCHED, Result
from lessons.room.numbers import CIRCLE, EIGHT, SPHERE, TEN, room
from lessons.variable import Variable
from toy_models.packing import UNIT

TRAINED = Code(
    real=("lessons.room.experiment:trained", "lessons.room.experiment:watched"),
    short="lessons.in_six_lines:am_softmax",
)
ALONE = Code(real=("lessons.room.repelling:repelled",), short="lessons.in_six_lines:norm_softmax")
COUNT = Variable(
    name="K", label="Classes", low=3, high=20, start=10,
    values=tuple(float(k) for k in CLASSES), seconds=6,
)  # fmt: skip
LINES = ((CIRCLE, "circle", "rival"), (SPHERE, "sphere", "own"), (EIGHT, "eight", "muted"))
WORDS = {"circle": "2 features", "sphere": "3 features", "eight": "8 features"}


def measured(result: Result) -> dict[str, Figure]:
    """By their slots."""
    return {
        "past": _past(result),
        "merge": _merge(result),
        "push": _over_margins(
            result, 100 * result.push_DSM, "pull, % of the strongest", 105, "%",
            says="m = {m}: {circle} with 2 features, {sphere} with 3, {eight} with 8.",
        ),
        "nearest": _over_margins(
            result, result.nearest_DSM, "degrees between the nearest weights", 90, "°",
            says="m = {m}: {circle} apart with 2 features, {sphere} with 3, {eight} with 8.",
        ),
        "people": _people(result),
        "spread": _spread(result),
        "scales": _scales(result),
    }  # fmt: skip


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
                      role=role, answer="asks" in settings)
            for at, key, role in LINES
        ],
        marker=_margin(result), tour=f"m=0..{config.margins[-1]:g}", code=TRAINED,
        uprights=[
            Upright(at=room(people, d), words=f"room, {d} features", foot="asks" in settings)
            for d in (2, 3)
        ],
        says=(("", says),),
        reading=f"Toy faces of {people} people. Dotted: the room. "
        + over_seeds(result.config.seeds),
        **settings,
    )  # fmt: skip


def _past(result: Result) -> Live:
    """The share of training pictures that are learned."""
    margins = result.config.margins
    learned_DSM = 100 * result.learned_DSM
    return _over_margins(
        result, learned_DSM, "training pictures that are right, %", 105, "%",
        says="m = {m}: {circle} right with 2 features, {sphere} with 3, {eight} with 8.",
        asks={"circle": Ask(
            outcome=tuple(learned_DSM[CIRCLE].mean(0).tolist()), places=margins,
            labels=tuple(f"m = {m:g}" for m in margins), low=0, high=105,
            start=float(learned_DSM[CIRCLE][:, 0].mean()), close=7, unit=" points",
        )},
    )  # fmt: skip


def _merge(result: Result) -> Live:
    """Two trainings on the circle, from one start."""
    steps_T = result.watched_steps_T
    last = int(steps_T[-1])
    return rays(
        panels=[
            Panel(
                title=f"m = {margin:g}", weights_KC2=result.watched_weights_WTP2[at] / UNIT,
                points_KN2=result.watched_points_WTN2[at] / UNIT,
            )
            for at, margin in enumerate(WATCHED)
        ],
        names=tuple(map(str, range(1, result.config.people[TEN] + 1))), extent=1.25,
        labels_N=result.watched_labels_N, steps_K=steps_T, tour=f"step=0..{last}",
        code=TRAINED,
        says=(
            ("step < 1", "Before training: all pictures in one heap."),
            ("step < 150", "Step {step}: pictures and weights part."),
            ("", "Step {step}: left, everybody has a place; right, weights have met."),
        ),
        reading=f"Toy faces of ten people, one start, seed {result.config.seeds[0]}. Shaded: where "
        "each person wins.",
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
        uprights=[
            Upright(at=room(count, 2), words=f"{count} people", foot=True)
            for count in config.people
        ],
        says=(("", "m = {m}: {k5} right with five people, {k10} with ten, {k20} with twenty."),),
        reading=f"Toy faces on a circle. Dotted: the rooms. {over_seeds(result.config.seeds)}",
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
        uprights=[Upright(at=room(people, 2), words="room", foot=True)],
        says=(("", "m = {m}: {random} right from a random start, {apart} from far apart."),),
        reading=f"Toy faces of {people} people, two features. {over_seeds(result.config.seeds)}",
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
        reading=f"Weights on a sphere that only softmax moves. {over_seeds(result.config.seeds)}",
    )  # fmt: skip
