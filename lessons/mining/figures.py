"""The figures: pulls and losses of one picture, and who has the gradient of a training.

K: kept steps, S: seeds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.circle import circle
from lessons.kinds.curves import (
    DASH,
    Axis,
    Line,
    Upright,
    curves,
    over_seeds,
    over_steps,
    seed_line,
)
from lessons.kinds.dots import Category, dots
from lessons.lesson import Shown
from lessons.mining.experiment import EASY, GAMMAS, HARD, NAMES, PROBABILITIES, Config, Result
from lessons.variable import Variable

FOCAL = Code(real=("losses.focal:focal_weight",), short="lessons.in_six_lines:f_softmax")
TRAINED = Code(
    real=("lessons.mining.experiment:trained", "losses.hard_mining:hard_weight"),
    short="lessons.in_six_lines:hm_softmax",
)
ROLES = ("norm_softmax", "hm_softmax", "rival", "f_softmax")
DASHES: tuple[tuple[int, ...], ...] = ((), (14, 4), (3, 3), ())
P_AXIS = Axis(words="p, probability of its own class", low=0, high=1)
PULL_AXIS = Axis(words="pull, divided by s", low=0, high=1.2)
OWNED = "share of all pulls, %"
ASKED_P = (0.02, 0.2, 0.4, 0.6, 0.8, 0.98)


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "sample": _sample(result.config),
        "pull": _pull(result),
        "focal": _focal(result),
        "two": _two(result),
        "owned": _owned(result),
        "compared": _compared(result),
        "top": _top(result),
        "strangers": _strangers(result),
        "wrong": _wrong(result),
    }


def words_of(config: Config) -> tuple[str, ...]:
    """What the losses of NAMES are called."""
    return (
        "softmax", f"hardest {config.keep:.0%}", f"hardest {config.half:.0%}",
        f"focal, γ = {config.gamma:g}",
    )  # fmt: skip


def _sample(config: Config) -> Live:
    """A picture and its pull."""
    return circle(
        losses=config.losses()[:1], arrows=[0], tour="angle=20..100..58",
        says=(
            ("angle > 70", "Wrong, p = {p.norm_softmax}: the pull is as strong as it can be."),
            ("angle < 50", "Right and sure, p = {p.norm_softmax}: hardly any pull."),
            ("", "Its own class has p = {p.norm_softmax}."),
        ),
        reading=f"Arrow: the pull of softmax's loss on the picture, s = {config.scale:g}. The "
        "picture can be dragged.",
        code=Code(real=FOCAL.real, short="lessons.in_six_lines:norm_softmax"),
    )  # fmt: skip


def _marker(start: float) -> Variable:
    return Variable(
        name="p", label="Probability of the own class", low=0.02, high=0.98, start=start,
        step=0.02, digits=2,
    )  # fmt: skip


def _ask(pull_P: np.ndarray) -> Ask:
    return Ask.along(
        PROBABILITIES, pull_P, ASKED_P, label="at p = {:g}", low=0, high=1.2, start=0.5,
        close=0.08, digits=2,
    )  # fmt: skip


def _softmax(y_P: np.ndarray, **settings: Any) -> Line:
    return Line(name="softmax", key="soft", x=PROBABILITIES, y=y_P, role="norm_softmax", **settings)


def _focal_of(y_GP: np.ndarray, **settings: Any) -> Line:
    """A line that follows gamma."""
    return Line(
        name="focal", key="focal", x=PROBABILITIES, y=y_GP, of="gamma", role="f_softmax", **settings
    )


def _pull(result: Result) -> Live:
    """Softmax's pull over p."""
    return curves(
        x=P_AXIS, y=PULL_AXIS, lines=[_softmax(result.pull_GP[0], answer=True)],
        marker=_marker(0.5), tour="p=0.98..0.02..0.5",
        says=(("", "p = {p}: it pulls with {soft}."),),
        reading="A picture between two classes, worked out from the loss.",
        code=Code(real=FOCAL.real, short="lessons.in_six_lines:norm_softmax"),
        asks={"line": _ask(result.pull_GP[0])},
    )  # fmt: skip


def _gamma(config: Config) -> Variable:
    return Variable.of_values("gamma", "Focal loss, γ", GAMMAS, config.gamma, seconds=4)


def _focal(result: Result) -> Live:
    """Focal loss's pull over p, for every gamma."""
    config = result.config
    return curves(
        x=P_AXIS, y=PULL_AXIS,
        lines=[
            _softmax(result.pull_GP[0], dash=DASH),
            _focal_of(result.pull_GP, answer=True),
        ],
        marker=_marker(EASY), more=[_gamma(config)], tour="gamma=0..2",
        says=(
            ("gamma < 0.1", "γ = 0 is softmax."),
            ("", "γ = {gamma}, p = {p}: focal pulls with {focal}, softmax with {soft}."),
        ),
        reading="A picture between two classes, worked out from the losses.",
        code=FOCAL,
        asks={"line": _ask(result.pull_GP[GAMMAS.index(config.gamma)])},
    )  # fmt: skip


def _two(result: Result) -> Live:
    """The losses over p, with the two samples of the paper's Figure 2."""
    return curves(
        x=P_AXIS, y=Axis(words="loss, nats", low=0, high=4),
        lines=[_softmax(result.loss_GP[0], dash=DASH), _focal_of(result.loss_GP)],
        marker=_marker(HARD), more=[_gamma(result.config)], tour="gamma=0..2",
        uprights=[Upright(at=HARD, words="hard"), Upright(at=EASY, words="easy")],
        says=(("", "p = {p}: softmax's loss is {soft}, focal's {focal}."),),
        reading="The two pictures of the SV-Softmax paper's Figure 2, drawn to scale.",
        code=FOCAL, explanations=result.explained["paper"][:1],
    )  # fmt: skip


def _lines(
    result: Result, x_X: np.ndarray, values_SXL: np.ndarray, count: int = len(NAMES)
) -> list[Line]:
    """A line for each of the first losses, in percent."""
    named = zip(words_of(result.config), NAMES, ROLES, DASHES, strict=True)
    return [
        seed_line(x_X, 100 * values_SXL[..., at], name=name, key=key, role=role, dash=dash,
                  answer=count == 1)
        for at, (name, key, role, dash) in enumerate(named) if at < count
    ]  # fmt: skip


def _over_steps(result: Result, lines: list[Line], words: str, **settings: Any) -> Live:
    """Shares at every kept step."""
    y = Axis(words=words, low=0, high=100, digits=0, unit=" %")
    return over_steps(float(result.steps_K[-1]), y=y, lines=lines, code=TRAINED, **settings)


def _owned(result: Result) -> Live:
    """Who has the gradient of softmax, with the most wrong labels."""
    config, owned_SKL = result.config, result.owned_WSKL[-1]
    places = slice(None, None, 3)
    return _over_steps(
        result, _lines(result, result.steps_K, owned_SKL, 1), OWNED,
        says=(("", "Step {step}: {softmax} of all pulls come from wrong labels."),),
        reading=f"{config.wrong[-1]:.0%} of the labels are wrong. {over_seeds(config.seeds)}",
        asks={"share": Ask.of_seeds(
            100 * owned_SKL[:, places, 0], places=tuple(result.steps_K[places].tolist()),
            label="at step {:g}", low=0, high=100, start=100 * config.wrong[-1], close=8,
            unit=" points",
        )},
    )  # fmt: skip


def _compared(result: Result) -> Live:
    """The same for every loss."""
    config = result.config
    return _over_steps(
        result, _lines(result, result.steps_K, result.owned_WSKL[-1]), OWNED,
        says=(("", "Step {step}: softmax {softmax}, half {half}, focal {focal}."),),
        reading=f"{config.wrong[-1]:.0%} of the labels are wrong. {over_seeds(config.seeds)}",
    )  # fmt: skip


def _top(result: Result) -> Live:
    """Wrong labels among the largest losses."""
    share = 100 * result.config.wrong[-1]
    chance = Line(
        name="drawn by chance", x=result.steps_K, y=np.full(len(result.steps_K), share),
        role="muted", dash=DASH, key="chance",
    )  # fmt: skip
    return _over_steps(
        result, [*_lines(result, result.steps_K, result.top_WSKL[-1], 1), chance],
        "wrong labels, %",
        says=(("", "Step {step}: {softmax} of the largest losses are wrong labels."),),
        reading="The tenth of the pictures with the largest losses. "
        + over_seeds(result.config.seeds),
    )  # fmt: skip


FOUND = Axis(words="strangers' true pairs found, %", low=25, high=65, digits=0, unit=" %")
NEAR = replace(FOUND, low=48, high=64, digits=1)


def _strangers(result: Result) -> Live:
    """Strangers, with right labels only."""
    tar_SL = 100 * result.tar_WSL[0]
    return dots(
        y=NEAR,
        categories=[
            Category(name=name.replace(" ", "\n", 1), key=key, values=values_S, role=role)
            for name, key, role, values_S in zip(
                words_of(result.config), NAMES, ROLES, tar_SL.T, strict=True)
        ],
        says=(("", "Softmax {softmax}, hard mining {mining} and {half}, focal {focal}."),),
        reading="No label is wrong. Dots are seeds, bars mean ± standard deviation.",
        code=TRAINED,
        asks={"found": Ask.of_seeds(
            tar_SL, labels=words_of(result.config), low=NEAR.low, high=NEAR.high, close=1.5,
            unit=" points", digits=1,
        )},
    )  # fmt: skip


def _wrong(result: Result) -> Live:
    """Strangers over the share of wrong labels."""
    wrong = tuple(100 * share for share in result.config.wrong)
    return curves(
        x=Axis(words="wrong labels, %", low=0, high=wrong[-1]), y=FOUND,
        lines=_lines(result, np.array(wrong), np.swapaxes(result.tar_WSL, 0, 1)),
        marker=Variable(name="w", label="Wrong labels", low=0, high=wrong[-1], start=wrong[-1],
                        values=wrong, unit=" %", seconds=3),
        tour=f"w=0..{wrong[-1]:g}", code=TRAINED,
        says=(("", "{w} wrong: softmax {softmax}, mining {mining} and {half}, focal {focal}."),),
        reading=f"One wrong pair in a hundred accepted. {over_seeds(result.config.seeds)}",
    )  # fmt: skip
