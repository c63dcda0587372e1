"""The figures that are measured: t from the start, and t raised.

S: seeds, K: looks, T: values of t.
"""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import DASH, Axis, Line, curves, over_seeds, over_steps, seed_line
from lessons.kinds.dots import Category, dots
from lessons.together.experiment import RAISED, START, Result
from lessons.variable import Variable
from toy_models.guidance.answer import stored_answer

SHORT = "lessons.in_six_lines:sv_arc_softmax"
TRAINED = Code(
    real=("lessons.together.experiment:trained", "losses.t_warm_up:risen_t"), short=SHORT
)
FOUND = Axis(words="strangers' true pairs found, %", low=0, high=80, digits=1, unit=" %")
ROLES = {START: "ink", RAISED: "sv_arc_softmax"}


def figures(result: Result) -> dict[str, Figure]:
    """Those of this file, by slot."""
    return {
        "found": _found(result),
        "flight": _flight(result),
        "held": _held(result),
        "stored": _stored(),
    }


def of_arm(result: Result, values: np.ndarray, name: str) -> np.ndarray:
    """The values of an arm, in percent; arms are the last axis."""
    at = [arm.name for arm in result.config.arms()].index(name)
    percent: np.ndarray = 100 * values[..., at].astype(float)
    return percent


def over_t(result: Result, plan: str) -> np.ndarray:
    """What SV-Arc finds with each t; the first, t = 1, is Arc.  Shape (S, T)."""
    names = ["arc", *(f"{t:g} {plan}" for t in result.config.strengths)]
    return np.stack([of_arm(result, result.tar_SA, name) for name in names], -1)


def _found(result: Result) -> Live:
    """Strangers, over t: from the start, and raised."""
    config = result.config
    t_T = (1.0, *config.strengths)
    start_ST, raised_ST = over_t(result, START), over_t(result, RAISED)
    arc = float(start_ST[:, 0].mean())
    return curves(
        x=Axis(words="t at the end", low=1, high=t_T[-1]), y=FOUND,
        lines=[
            Line(name="Arc alone", key="arc", x=[1, t_T[-1]], y=[arc, arc], role="arc_softmax",
                 dash=DASH),
            seed_line(t_T, start_ST, name="SV-Arc, t from the start", key="start",
                      role=ROLES[START], answer=True),
            seed_line(t_T, raised_ST, name="SV-Arc, t raised", key="raised", role=ROLES[RAISED],
                      since=2, answer=True),
        ],
        marker=Variable(name="t", label="Guidance t", low=1, high=t_T[-1], start=config.t,
                        values=t_T, digits=2),
        more=[Variable(name="shown", label="Lines", low=1, high=2, start=2, seconds=1)],
        tour=f"t=1..{t_T[-1]:g}..{config.t:g}",
        says=(
            ("t < 1.02", "t = 1: no guidance, and Arc alone finds {arc} of the true pairs."),
            ("shown < 1.5", "t = {t} from the start finds {start} of the true pairs, Arc alone "
             "{arc}."),
            ("", "t = {t} finds {start} of the true pairs from the start, {raised} raised; Arc "
             "alone {arc}."),
        ),
        reading=f"Toy faces of {config.people} people, {config.face_steps} steps; raised: from 1 "
        f"to t in the first half. One wrong pair in a hundred accepted. {over_seeds(config.seeds)}",
        code=TRAINED,
        asks={"start": Ask.of_seeds(
            start_ST, places=t_T, label="t = {:g}", low=FOUND.low, high=FOUND.high, start=arc,
            close=4, unit=" points",
        )},
    )  # fmt: skip


def _held(result: Result) -> Live:
    """The share of support vectors over the steps."""
    config, steps_K = result.config, result.config.looked_at()
    drawn = (
        ("Arc", "arc", "arc", "arc_softmax", ()),
        ("SV-Arc, raised", f"{config.t:g} {RAISED}", "raised", ROLES[RAISED], ()),
        ("SV-Arc, from the start", f"{config.t:g} {START}", "start", ROLES[START], ()),
        ("two margins", "twice", "twice", "combined_margin", DASH),
    )
    return over_steps(
        config.face_steps, code=TRAINED,
        y=Axis(words="support vectors among all rivals, %", low=0, high=105, digits=0, unit=" %"),
        lines=[
            seed_line(steps_K, of_arm(result, result.support_SKA, arm), name=name, key=key,
                      role=role, dash=dash)
            for name, arm, key, role, dash in drawn
        ],
        says=(("", "Step {step}: support vectors are {arc} of all rivals with Arc, {raised} with t "
               "raised, {start} with t from the start."),),
        reading="Rivals that beat the target after each loss's own margin. "
        + over_seeds(config.seeds),
    )  # fmt: skip


def _flight(result: Result) -> Live:
    """Mean cosines with the own class and with all classes, over the steps."""
    config, steps_K = result.config, result.config.looked_at()
    far = f"{config.strengths[-1]:g}"
    return over_steps(
        config.face_steps, code=TRAINED,
        y=Axis(words="mean cosine", low=-1, high=1),
        lines=[
            seed_line(steps_K, of_arm(result, values_SKA, arm) / 100, name=f"{words}, {loss}",
                      key=f"{key}_{whose}", role=whose, dash=dash)
            for arm, loss, key, dash in (
                ("arc", "Arc", "arc", DASH),
                (f"{far} {START}", f"t = {far} from the start", "far", ()))
            for values_SKA, words, whose in (
                (result.own_SKA, "own class", "own"), (result.all_SKA, "all classes", "rival"))
        ],
        says=(("", "Step {step}. Arc: own class {arc_own}, all classes {arc_rival}. "
               f"t = {far} from the start: own class {{far_own}}, all classes {{far_rival}}."),),
        reading=f"Cosines of the training pictures with class weights, without any margin. "
        f"{over_seeds(result.config.seeds)}",
    )  # fmt: skip


CELLS = ("200 people,\n8 dims", "200 people,\n64 dims", "1,000 people,\n64 dims",
         "1,000 people,\nwrong labels")  # fmt: skip


def stored_differences(one: str, other: str) -> list[np.ndarray]:
    """A contrast of the experiment on guidance, in points, for each setting of its stage 2."""
    return [
        100 * np.array(found.differences)
        for found in stored_answer().contrasts
        if (found.one, found.other) == (one, other)
    ]


def _stored() -> Live:
    """Without a margin: t raised less t from the start, in four other settings."""
    return dots(
        y=Axis(words="t raised minus t from the start, points", low=-5, high=30, digits=1),
        categories=[
            Category(name=name, key=f"cell{at}", values=values, role="sv_softmax")
            for at, (name, values) in enumerate(
                zip(CELLS, stored_differences("sv", "sv_constant"), strict=True))
        ],
        says=(("", "With t raised, {cell0}, {cell1}, {cell2} and {cell3} points more are "
               "found than with t from the start."),),
        reading="SV-Softmax, t = 1.2, in the four settings of the experiment on guidance; one "
        "wrong pair in a thousand accepted. Dots are pairs of trainings.",
        code=Code(real=("toy_models.guidance.training:train",), short=SHORT),
    )  # fmt: skip
