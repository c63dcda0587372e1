"""The figures: a margin on the circle and in the plane, gaps, and what is measured."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live, Moving
from lessons.kinds.circle import PAIR, Border, Weight, circle
from lessons.kinds.curves import Axis, Line, Upright, curves, seed_line
from lessons.kinds.dots import Category, dots
from lessons.lesson import Shown
from lessons.margins.experiment import ANGLES, APART, NAMES, WIDTHS, Config, Result
from lessons.variable import Variable

OWN = Axis(words="angle to its own class, degrees", low=0, high=90)
OTHER = Axis(words="angle to another class, degrees", low=0, high=120, digits=0, unit="°")
SKETCHED = tuple(range(0, 76, 15))  # degrees to the own class, where a border is drawn by hand
ARC = "losses.arc_softmax:arc_margin"
COS = "losses.am_softmax:am_margin"
SPHERE = "losses.a_softmax:a_margin"
ARC_CODE = Code(real=(ARC,), short="lessons.in_six_lines:arc_softmax")
COS_CODE = Code(real=(COS, ARC, SPHERE), short="lessons.in_six_lines:am_softmax")
NO_MARGIN = "no margin"
DASH = (6, 5)
DASHES: dict[str, tuple[int, ...]] = {"Arc": (), "Cos": (14, 4), "Sphere": (3, 3)}
SEEDS = "Lines are means over {} seeds, bands one standard deviation."


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    config = result.config
    return {
        "push": _push(result),
        "plane": _plane(result),
        "three": _three(result),
        "fourth": _fourth(result),
        "near": _near(config),
        "gap": _gap(result),
        "circle": Moving(
            run=partial(shown, "circle"), code=ARC_CODE, loss=1,
            reading=f"Softmax, and Arc with {config.arc:g}°, from one start. Both are trained "
            f"without a margin up to step {config.warmup}.",
        ),
        "room": _room(result),
        "strangers": _strangers(result),
        "compared": _compared(result),
        "threshold": _threshold(result),
    }  # fmt: skip


def _push(result: Result) -> Live:
    """A sample with and without Arc's margin."""
    config = result.config
    own, rival = PAIR
    return circle(
        losses=(config.softmax(), config.arc_of(config.arc)),
        weights=(own, Weight(name=rival.name, angle=rival.angle, moves=True)),
        borders=[Border(), Border(loss=1, words="margin")],
        arrows=[0, 1],
        tour="angle=20..80..50",
        says=(
            ("support.arc_softmax < 0.5", "Right by more than the margin: hardly any pull."),
            ("lead > 0", "Right, but not by the margin. Without it the loss is "
             "{loss.norm_softmax}, with it {loss.arc_softmax}."),
            ("", "Wrong: the losses are {loss.norm_softmax} and {loss.arc_softmax}."),
        ),
        reading="Dashed: the same angle to both. Arrows: the pull of each loss, "
        f"s = {config.scale:g}. The picture x and the other weight can be dragged.",
        code=ARC_CODE,
        asks={
            "border": Ask(
                outcome=(60 - config.arc / 2,), low=0, high=120, start=90, close=5, unit="°"
            )
        },
        explanations=result.explained["arc"],
    )  # fmt: skip


def _marker(start: float) -> Variable:
    return Variable(
        name="angle", label="Angle to its own class", low=0, high=90, start=start, step=5, unit="°"
    )


def _no_margin(result: Result) -> Line:
    return Line(
        name=NO_MARGIN, x=ANGLES, y=result.border_LA[0], role="norm_softmax", key="none", dash=DASH
    )


def _sketch(border_A: np.ndarray, last: int = 75) -> Ask:
    """A border at some angles."""
    places = tuple(float(angle) for angle in SKETCHED if angle <= last)
    return Ask(
        outcome=tuple(np.interp(places, ANGLES, border_A).tolist()), places=places,
        labels=tuple(f"at {place:g}°" for place in places),
        low=0, high=120, start=60, close=6, unit="°",
    )  # fmt: skip


def _plane(result: Result) -> Live:
    """Arc's border in the plane, for every margin."""
    border_MA = result.arc_border_MA
    none_MA = np.broadcast_to(border_MA[0], border_MA.shape)
    at = WIDTHS.index(result.config.arc)
    return curves(
        x=OWN, y=OTHER,
        lines=[
            _no_margin(result),
            Line(name="Arc", x=ANGLES, y=border_MA, low=none_MA, high=border_MA, of="m",
                 role="arc_softmax", key="arc", answer=True),
        ],
        marker=_marker(40), tour="m=0..30",
        more=[Variable.of_values("m", "Margin m", WIDTHS, 30.0, unit="°", seconds=4)],
        says=(
            ("m < 1", "Without a margin: at {angle}, another class need only be {none} away."),
            ("", "At {angle} from its own class, another class must be {arc} away."),
        ),
        reading="Above a line a picture is right for that loss. Shaded: right, but not by "
        "the margin.",
        code=ARC_CODE,
        asks={"border": _sketch(border_MA[at])},
    )  # fmt: skip


def _three(result: Result) -> Live:
    """The borders of the three."""
    names = ("Arc", "Cos", "Sphere")
    return curves(
        x=OWN, y=OTHER,
        lines=[
            _no_margin(result),
            *(
                Line(
                    name=name, x=ANGLES, y=border_A, role=role, key=name.lower(), dash=DASHES[name]
                )
                for name, role, border_A in zip(names, NAMES[1:], result.border_LA[1:], strict=True)
            ),
        ],
        marker=_marker(40), tour="angle=0..80..40",
        says=(
            ("angle < 12", "Near its own class: Arc asks for {arc}, Cos {cos}, Sphere {sphere}."),
            ("", "At {angle}, others must be so far away: Arc {arc}, Cos {cos}, Sphere {sphere}."),
        ),
        reading="Above a line a picture is right for that loss. Worked out from the losses.",
        code=COS_CODE,
    )  # fmt: skip


def _fourth(result: Result) -> Live:
    """The border of a margin of two kinds together."""
    return curves(
        x=OWN, y=OTHER,
        lines=[
            _no_margin(result),
            Line(name="the fourth", x=ANGLES, y=result.fourth_A, low=result.border_LA[0],
                 high=result.fourth_A, role="combined_margin", key="fourth", answer=True),
        ],
        marker=_marker(30), tour="angle=0..65..30",
        says=(("", "At {angle} from its own class, another class must be {fourth} away."),),
        reading="Above a line a picture is right for that loss.",
        code=Code(
            real=("losses.combined_margin:combined_margin",), short=ARC_CODE.short
        ),
        asks={"border": _sketch(result.fourth_A, last=60)},
    )  # fmt: skip


def _near(config: Config) -> Live:
    """Three borders between two classes that come nearer."""
    return circle(
        losses=(config.softmax(), *config.three()),
        weights=(Weight(name="w_y", angle=180), Weight(name="w_k", angle=90, moves=True)),
        borders=[Border(), Border(loss=1), Border(loss=2), Border(loss=3)],
        angle=Variable(
            name="angle", label="Angle to its own class", low=0, high=90, start=0, unit="°"
        ),
        tour="w1=90..140..90",
        says=(
            ("w1 > 131", "Weights {rival_angle} apart: Cos leaves its class no room at all."),
            ("w1 > 100", "{rival_angle} apart: from w_y to the middle Cos, then Arc, then Sphere."),
            ("w1 > 80", "{rival_angle} apart: the three borders nearly agree."),
            ("", "{rival_angle} apart: from w_y to the middle Sphere, then Arc, then Cos."),
        ),
        reading="Dashed: the middle. The other weight can be dragged. On the side of the other "
        "class it is the same, mirrored.",
        code=COS_CODE,
    )  # fmt: skip


def _gap(result: Result) -> Live:
    """The gap between the two borders of a pair of classes."""
    _, arc_B, cos_B, sphere_B = result.gap_LB
    return curves(
        x=Axis(words="angle between two class weights, degrees", low=20, high=180),
        y=Axis(words="gap between them, degrees", low=0, high=60, digits=0, unit="°"),
        lines=[
            Line(name="Arc", x=APART, y=arc_B, role="arc_softmax", key="arc"),
            Line(name="Cos", x=APART, y=cos_B, role="am_softmax", key="cos",
                 dash=DASHES["Cos"]),
            Line(name="Sphere", x=APART, y=sphere_B, role="a_softmax", key="sphere",
                 dash=DASHES["Sphere"]),
            Line(name="no gap can be wider", x=APART, y=APART, role="muted", dash=DASH),
        ],
        marker=Variable(
            name="apart", label="Angle between the weights", low=20, high=180, start=60, step=5,
            unit="°",
        ),
        tour="apart=170..30..60",
        says=(
            ("apart < 49", "At {apart} Cos has no room: even a perfect picture is not enough."),
            ("", "Classes {apart} apart: Arc keeps a gap of {arc}, Cos {cos}, Sphere {sphere}."),
        ),
        reading="Worked out from the losses: the strip between the borders of two classes.",
        code=COS_CODE,
    )  # fmt: skip


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
    mean_M = values_SM.mean(0)
    return Ask(
        outcome=tuple(mean_M.tolist()), places=margins,
        labels=tuple(f"margin {m:g}°" for m in margins),
        low=y.low, high=y.high, start=float(mean_M[0]), close=close, unit="°" if y.unit == "°" else " points",
    )  # fmt: skip


def _room(result: Result) -> Live:
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
        + SEEDS.format(len(config.seeds)),
        code=Code(real=("lessons.margins.experiment:shown_runs", ARC), short=ARC_CODE.short),
        asks={"gap": _ask(margins, result.circle_gap_SL, y, 2)},
    )  # fmt: skip


def _faces(result: Result) -> tuple[tuple[float, ...], slice]:
    """Margins of the faces' losses, and where they are among all losses."""
    margins = (0.0, *result.config.face_margins)
    return margins, slice(0, len(margins))


def _strangers(result: Result) -> Live:
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
        "pair in a hundred accepted. " + SEEDS.format(len(result.config.seeds)),
        code=_unseen(),
        asks={"found": _ask(margins, tar_SM, y, 2.5)},
    )  # fmt: skip


def _threshold(result: Result) -> Live:
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
        "hundred is accepted. " + SEEDS.format(len(result.config.seeds)),
        code=_unseen(),
        asks={"angle": _ask(margins, threshold_SM, y, 8)},
    )  # fmt: skip


def _compared(result: Result) -> Live:
    """Strangers' pairs for the three margins."""
    config = result.config
    tar_SL = 100 * result.face_tar_SL[:, of_three(config)]
    sizes = (f"{config.arc:g}°", f"{config.cos:g}", f"{config.sphere:g}")
    named = zip(("Arc", "Cos", "Sphere"), sizes, strict=True)
    words = ("no\nmargin", *(f"{name}\n{size}" for name, size in named))
    return dots(
        y=Axis(words="pairs of strangers found, %", low=0, high=100, digits=0, unit=" %"),
        categories=[
            Category(name=name, key=role, values=values_S, role=role)
            for name, role, values_S in zip(words, NAMES, tar_SL.T, strict=True)
        ],
        says=(
            ("", "None {norm_softmax}, Arc {arc_softmax}, Cos {am_softmax}, Sphere {a_softmax}."),
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
    return Code(real=("lessons.margins.experiment:unseen", ARC), short=ARC_CODE.short)
