"""The figures: how sure, how low, how large, and strangers."""

from __future__ import annotations

from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure
from lessons.kinds.circle import Border, Weight, circle
from lessons.kinds.curves import Axis, Line, Upright, curves, over_seeds, seed_line
from lessons.lesson import Shown
from lessons.scale.bound import floor, least_scale, surest
from lessons.scale.experiment import ANGLES, PUSHED, SCALES, Result
from lessons.scale.numbers import PAPER, SURE
from lessons.variable import Variable
from losses.fixed_scale import fixed_scale
from toy_models.config import LossChoice

SHORT = "lessons.in_six_lines:norm_softmax"
BOUND, FLOOR, LEAST = (
    Code(real=(f"lessons.scale.bound:{name}",), short=SHORT)
    for name in ("surest", "floor", "least_scale")
)
FACES = Code(real=("lessons.scale.experiment:strangers",), short=SHORT)
COUNTS = (10.0, 100.0, 1000.0, 10_000.0, 100_000.0)
SCALE = Variable(
    name="s", label="Scale s", low=1, high=16, start=4, step=1.05, log=True, digits=1,
    parameter="scale", seconds=4,
)  # fmt: skip
FINE = np.linspace(1, 16, 76)
CLASSES = Variable.of_values("K", "Classes K", COUNTS, 10, log=True, seconds=5)
TICKS = tuple((scale, f"{scale:g}") for scale in SCALES)


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    config = result.config
    at_once = np.array(COUNTS)[:, None]
    s_axis = Axis(words="scale s", low=1, high=16)
    few, many = config.people
    bands = over_seeds(config.seeds)
    return {
        "three": circle(
            losses=[LossChoice.of("norm_softmax", scale=1.0)], half=False, roles=True,
            weights=[Weight(name="w_y", angle=90), Weight(name="w_1", angle=-30),
                     Weight(name="w_2", angle=210)],
            angle=Variable(name="angle", label="Angle to its own class", low=-180, high=180,
                           start=0, unit="°", seconds=9),
            more=[_with_slider(SCALE, 1)], borders=[Border()], arrows=[0],
            tour="s=1..3", code=BOUND,
            says=(
                ("s < 1.02", "Scores between −½ and 1, and nothing multiplied: s = 1."),
                ("lead > 0", "s = {s}: {p.norm_softmax} for its own class."),
                ("", "Another class is nearer: {p.norm_softmax} for its own."),
            ),
            reading="The best that three classes can have: 120° between any two. The arrow along "
            "the circle is the pull of the loss.",
            explanations=result.explained["at home"][:1], class_names=tuple("0123456789"),
        ),
        "sure": curves(
            x=s_axis, y=Axis(words="best probability, %", low=0, high=100, unit=" %", digits=0),
            lines=[Line(name="a perfect picture", key="p", x=FINE,
                        y=100 * surest(FINE, at_once), of="K", role="own")],
            marker=SCALE, more=[CLASSES], tour="s=1..12", code=BOUND,
            says=(("", "{K} classes, s = {s}: at best {p}."),),
            reading="All pictures on their own arrows, all arrows as far apart as possible.",
        ),
        "floor": curves(
            x=s_axis, y=Axis(words="least loss, nats", low=0, high=7),
            lines=[Line(name="the floor", key="least", x=FINE, y=floor(FINE, at_once), of="K",
                        role="own", answer=True)],
            marker=SCALE, more=[CLASSES], tour="s=1..16", code=FLOOR,
            says=(("", "{K} classes, s = {s}: the loss stays above {least} nats."),),
            reading="NormFace, Proposition 2, drawn for several numbers of classes.",
            asks={"least": _curve((1, 2, 3, 4, 6, 8, 12, 16), floor, high=7, start=3.5, close=0.4,
                                  unit=" nats", digits=1)},
        ),
        "measured": curves(
            x=Axis(words="scale s", low=1, high=64, log=True, ticks=TICKS),
            y=Axis(words="loss, nats", low=0, high=2.5),
            lines=[
                seed_line(SCALES, result.digit_loss_SC, name="training loss of digits",
                          key="loss", role="norm_softmax"),
                Line(name="the floor", key="least", x=SCALES, y=floor(np.array(SCALES), 10),
                     role="own", dash=(6, 5)),
            ],
            marker=_wide("s", 1.0), tour="s=1..64", code=FLOOR,
            says=(("", "s = {s}: the loss ends at {loss}, the floor is {least}."),),
            reading=f"Ten digits, {config.digit_dimension} features. {bands}",
        ),
        "need": curves(
            x=Axis(words="classes K", low=10, high=1e6, log=True),
            y=Axis(words="least scale s for p = 0.9", low=0, high=60, digits=1),
            lines=[Line(name="CosFace, Eq. 6", key="least", x=np.geomspace(10, 1e6, 61),
                        y=least_scale(SURE, np.geomspace(10, 1e6, 61)), role="own", answer=True)],
            marker=Variable(name="K", label="Classes", low=10, high=1e6, start=10, step=1.25,
                            log=True, seconds=5),
            uprights=[Upright(at=PAPER, words="86,876")], tour="K=10..1000000", code=LEAST,
            says=(("", "{K} classes need s = {least} or more."),),
            reading="So that every picture can have p = 0.9.",
            asks={"scale": _curve((10, 100, 1e3, 1e4, 1e5, 1e6),
                                  lambda K, _: least_scale(SURE, K), high=60, start=30, close=3)},
        ),
        "strangers": curves(
            x=Axis(words="scale s", low=1, high=64, log=True, ticks=TICKS), y=_found(),
            lines=[
                seed_line(SCALES, 100 * result.tar_KSC[1], name=f"{many} people", key="many",
                          role="own", answer=True),
                seed_line(SCALES, 100 * result.tar_KSC[0], name=f"{few} people", key="few",
                          role="rival", answer=True),
            ],
            marker=_wide("s", 8.0), tour="s=1..64..8", code=FACES,
            uprights=[
                Upright(at=fixed_scale(n), words=f"s_A of {n}", foot=True, answer=True)
                for n in (few, many)
            ],
            says=(("", f"s = {{s}}: {{many}} found after {many} people, {{few}} after {few}."),),
            reading=f"Toy faces; true pairs found where 1 % of the false ones pass. {bands}",
            asks={"found": Ask.of_seeds(
                100 * result.tar_KSC[1], places=SCALES, label="s = {:g}", low=0, high=80, close=4,
                unit=" points",
            )},
        ),
        "pull": curves(
            x=Axis(words="angle to the own class, degrees", low=0, high=90, unit="°", digits=0),
            y=Axis(words="pull, share of the strongest", low=0, high=1.02),
            lines=[
                Line(name=f"s = {scale:g}", key=f"s{scale:g}", x=ANGLES, y=pull_A / scale,
                     role=role)
                for scale, pull_A, role in zip(
                    PUSHED, result.pull_CA, ("own", "muted", "rival"), strict=True)
            ],
            marker=Variable(name="angle", label="Angle", low=0, high=90, start=40, unit="°"),
            uprights=[Upright(at=45, words="border")], tour="angle=0..45..40", code=BOUND,
            says=(
                ("angle < 45", "Right at {angle}: pulled with {s4} at s = 4, with {s64} at 64."),
                ("", "Wrong: pulled by all three."),
            ),
            reading="A picture between two classes 90° apart; 1 − p of its own class.",
        ),
        "rates": _rates(result),
    }  # fmt: skip


def _with_slider(variable: Variable, start: float) -> Variable:
    return Variable(**{**vars(variable), "slider": True, "start": start})


def _wide(name: str, start: float) -> Variable:
    """A scale that can be dragged from 1 to 64."""
    return Variable(
        name=name, label="Scale s", low=1, high=64, start=start, step=1.1, log=True, digits=0,
        seconds=5,
    )  # fmt: skip


def _found() -> Axis:
    return Axis(words="true pairs found, %", low=0, high=80, unit=" %", digits=0)


def _curve(places: tuple[float, ...], formula: Any, **settings: Any) -> Ask:
    """A formula of a scale and ten classes, at some places."""
    return Ask(
        outcome=tuple(float(formula(place, 10)) for place in places), places=places, low=0,
        labels=tuple(f"{place:,.0f}" for place in places), **settings,
    )  # fmt: skip


def _rates(result: Result) -> Figure:
    """The hill at three learning rates."""
    names = [f"rate {rate:g}" for rate in result.config.rates]
    order = (1, 0, 2)  # the middle one first
    roles = ("own", "muted", "rival")
    return curves(
        x=Axis(words="scale s", low=1, high=64, log=True, ticks=TICKS), y=_found(),
        lines=[
            seed_line(SCALES, 100 * result.tar_RSC[at], name=names[at], key=f"r{at}",
                      role=roles[place], since=place + 1)
            for place, at in enumerate(order)
        ],
        marker=_wide("s", 64.0),
        more=[Variable(name="shown", label="Rates", low=1, high=3, start=3, seconds=3)],
        tour="s=1..64", code=FACES,
        says=(
            ("shown < 1.5", "The hill at the middle learning rate."),
            ("", "s = {s}: {r0}, {r1} and {r2} are found, from the lowest rate to the highest."),
        ),
        reading=f"Toy faces of {result.config.people[1]} people. "
        + over_seeds(result.config.seeds),
    )  # fmt: skip
