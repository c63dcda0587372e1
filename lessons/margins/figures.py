"""The figures that are worked out: a margin on the circle and in the plane, and gaps."""

from __future__ import annotations

from functools import partial

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live, Moving
from lessons.kinds.circle import PAIR, Border, Weight, circle
from lessons.kinds.curves import DASH, Axis, Line, curves
from lessons.lesson import Shown
from lessons.margins import measured
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
DASHES: dict[str, tuple[int, ...]] = {"Arc": (), "AM": (14, 4), "Sphere": (3, 3)}


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
        "room": measured.room(result),
        "strangers": measured.strangers(result),
        "compared": measured.compared(result),
        "threshold": measured.threshold(result),
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
    return Ask.along(
        ANGLES, border_A, places, label="at {:g}°", low=0, high=120, start=60, close=6, unit="°"
    )


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
    names = ("Arc", "AM", "Sphere")
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
            ("angle < 12", "Near its own class: Arc asks for {arc}, AM {am}, Sphere {sphere}."),
            ("", "At {angle}, others must be so far away: Arc {arc}, AM {am}, Sphere {sphere}."),
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
        borders=[
            Border(),
            *(Border(loss=at, name=name, dash=DASHES[name]) for at, name in enumerate(DASHES, 1)),
        ],
        angle=Variable(
            name="angle", label="Angle to its own class", low=0, high=90, start=0, unit="°"
        ),
        tour="w1=90..140..90",
        says=(
            ("w1 > 131", "Weights {rival_angle} apart: AM leaves its class no room at all."),
            ("w1 > 100", "{rival_angle} apart: from w_y to the middle AM, then Arc, then Sphere."),
            ("w1 > 80", "{rival_angle} apart: the three borders nearly agree."),
            ("", "{rival_angle} apart: from w_y to the middle Sphere, then Arc, then AM."),
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
            Line(name="AM", x=APART, y=cos_B, role="am_softmax", key="cos",
                 dash=DASHES["AM"]),
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
            ("apart < 49", "At {apart} AM has no room: even a perfect picture is not enough."),
            ("", "Classes {apart} apart: Arc keeps a gap of {arc}, AM {cos}, Sphere {sphere}."),
        ),
        reading="Worked out from the losses: the strip between the borders of two classes.",
        code=COS_CODE,
    )  # fmt: skip
