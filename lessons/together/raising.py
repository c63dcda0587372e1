"""The figures about who raises t: CurricularFace's own, the losses compared, and four plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import Axis, Line, curves, over_seeds, over_steps, seed_line
from lessons.kinds.dots import Category, dots
from lessons.together.experiment import JUMPING, LOWERED, PLANS, RAISED, START, Result
from lessons.together.measured import FOUND, ROLES, SHORT, TRAINED, of_arm
from lessons.variable import Variable

COLOURS = {**ROLES, JUMPING: "am_softmax", LOWERED: "rival"}
NEAR = replace(FOUND, low=20, high=60)


def figures(result: Result) -> dict[str, Figure]:
    """Those of this file, by slot."""
    return {
        "own": _own(result),
        "compared": _compared(result),
        "plans": _plans(result),
        "planned": _planned(result),
    }


def _own(result: Result) -> Live:
    """CurricularFace's own t over the steps."""
    steps_K = result.config.looked_at()
    places = tuple(map(float, steps_K[::2]))
    return over_steps(
        result.config.face_steps, code=TRAINED, y=Axis(words="Curricular's t", low=0, high=1),
        lines=[seed_line(steps_K, result.own_t_SK.astype(float), name="Curricular's t", key="t",
                         role="curricularface", answer=True)],
        says=(("", "Step {step}: Curricular's own t is {t}."),),
        reading="The running mean of the cosines to the own class, without the margin. "
        f"{over_seeds(result.config.seeds)}",
        asks={"t": Ask.of_seeds(
            result.own_t_SK[:, ::2], places=places, label="at step {:g}", low=0, high=1, start=0.5,
            close=0.1, digits=2,
        )},
    )  # fmt: skip


def _compared(result: Result) -> Live:
    """Strangers, for every loss that does not break."""
    t = f"{result.config.t:g}"
    drawn = (
        ("Softmax", "softmax", "softmax", "norm_softmax"),
        ("SV\nraised", f"sv {RAISED}", "sv", "sv_softmax"),
        ("Arc", "arc", "arc", "arc_softmax"),
        ("SV-Arc\nraised", f"{t} {RAISED}", "sv_arc", "sv_arc_softmax"),
        ("MV-Arc\nraised", f"mv {RAISED}", "mv", "mv_arc_softmax"),
        ("Curric-\nular", "curricular", "curricular", "curricularface"),
    )
    return _strangers_found(
        result,
        drawn,
        says="True pairs found: Arc {arc}, SV-Arc {sv_arc}, MV-Arc {mv}, Curricular {curricular}.",
        reading="Toy faces. Dots are seeds, bars mean ± standard deviation.",
    )


def _plans(result: Result) -> Live:
    """Four plans for t."""
    config = result.config
    points = 200
    arms = {arm.plan: arm for arm in config.arms() if arm.name.startswith(f"{config.t:g} ")}
    names = {START: "1, all the time", RAISED: "2, rising", JUMPING: "3, from half time",
             LOWERED: "4, falling"}  # fmt: skip
    dashes = dict(zip(PLANS, ((), (), (14, 4), (3, 3)), strict=True))
    return curves(
        x=Axis(words="share of the training, %", low=0, high=100, unit=" %", digits=0),
        y=Axis(words="guidance t", low=0.98, high=1.24),
        lines=[
            Line(
                name=names[plan], key=f"plan{at}", x=np.linspace(0, 100, points + 1),
                role=COLOURS[plan],
                y=[arms[plan].t_at(step, round(config.rise * points))
                   for step in range(points + 1)],
                dash=dashes[plan],
            )
            for at, plan in enumerate(PLANS)
        ],
        marker=Variable(name="share", label="Share of the training", low=0, high=100, start=25,
                        unit=" %"),
        tour="share=0..100..25",
        says=(("", "After {share} of the training, t is {plan0} in plan 1, {plan1} in plan 2, "
               "{plan2} in plan 3, {plan3} in plan 4."),),
        reading="Nothing is trained here.",
        code=Code(real=("losses.t_warm_up:risen_t",), short=SHORT),
    )  # fmt: skip


def _planned(result: Result) -> Live:
    """What each plan finds."""
    t = f"{result.config.t:g}"
    drawn = (
        ("Arc\nalone", "arc", "arc", "arc_softmax"),
        *(
            (f"{number}\n{words}", f"{t} {plan}", f"plan{number}", COLOURS[plan])
            for number, words, plan in zip(
                "1234", ("all the time", "rising", "half time", "falling"), PLANS, strict=True
            )
        ),
    )
    return _strangers_found(
        result,
        drawn,
        says="True pairs found: Arc {arc}; plan 1 {plan1}, 2 {plan2}, 3 {plan3}, 4 {plan4}.",
        reading="SV-Arc with the four plans. Dots are seeds, bars mean ± standard deviation.",
    )


def _strangers_found(
    result: Result, drawn: Sequence[tuple[str, str, str, str]], *, says: str, reading: str
) -> Live:
    """What some arms find: each with its name, the arm, the key and the role of its dots."""
    categories = [
        Category(name=name, key=key, role=role, values=of_arm(result, result.tar_SA, arm))
        for name, arm, key, role in drawn
    ]
    return dots(y=NEAR, categories=categories, says=(("", says),), reading=reading, code=TRAINED)
