"""The figures: pulls and losses of one picture, and who has the gradient of a training.

K: kept steps, S: seeds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.circle import circle
from lessons.kinds.curves import Axis, Line, Upright, curves, seed_line
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


def _ask(pull_P: np.ndarray, start: float) -> Ask:
    return Ask(
        outcome=tuple(np.interp(ASKED_P, PROBABILITIES, pull_P).tolist()), places=ASKED_P,
        labels=tuple(f"at p = {p:g}" for p in ASKED_P), low=0, high=1.2, start=start, close=0.08,
        digits=2,
    )  # fmt: skip


def _softmax(result: Result, **settings: object) -> Line:
    return Line(
        name="softmax", key="soft", x=PROBABILITIES, y=result.pull_GP[0], role="norm_softmax",
        **settings,  # type: ignore[arg-type]
    )  # fmt: skip


PULL_AXIS = Axis(words="pull, divided by s", low=0, high=1.2)


def _pull(result: Result) -> Live:
    """Softmax's pull over p."""
    return curves(
        x=P_AXIS, y=PULL_AXIS, lines=[_softmax(result, answer=True)], marker=_marker(0.5),
        tour="p=0.98..0.02..0.5", says=(("", "p = {p}: it pulls with {soft}."),),
        reading="A picture between two classes, worked out from the loss.",
        code=Code(real=FOCAL.real, short="lessons.in_six_lines:norm_softmax"),
        asks={"line": _ask(result.pull_GP[0], 0.5)},
    )  # fmt: skip


def _gamma(config: Config) -> Variable:
    return Variable.of_values("gamma", "Focal loss, γ", GAMMAS, config.gamma, seconds=4)


def _focal(result: Result) -> Live:
    """Focal loss's pull over p, for every gamma."""
    config = result.config
    return curves(
        x=P_AXIS, y=PULL_AXIS,
        lines=[
            _softmax(result, dash=(6, 5)),
            Line(name="focal", key="focal", x=PROBABILITIES, y=result.pull_GP, of="gamma",
                 role="f_softmax", answer=True),
        ],
        marker=_marker(EASY), more=[_gamma(config)], tour="gamma=0..2",
        says=(
            ("gamma < 0.1", "γ = 0 is softmax."),
            ("", "γ = {gamma}, p = {p}: focal pulls with {focal}, softmax with {soft}."),
        ),
        reading="A picture between two classes, worked out from the losses.",
        code=FOCAL,
        asks={"line": _ask(result.pull_GP[GAMMAS.index(config.gamma)], 0.5)},
    )  # fmt: skip


def _two(result: Result) -> Live:
    """The losses over p, with the two samples of the paper's Figure 2."""
    return curves(
        x=P_AXIS, y=Axis(words="loss, nats", low=0, high=4),
        lines=[
            Line(name="softmax", key="soft", x=PROBABILITIES, y=result.loss_GP[0],
                 role="norm_softmax", dash=(6, 5)),
            Line(name="focal", key="focal", x=PROBABILITIES, y=result.loss_GP, of="gamma",
                 role="f_softmax"),
        ],
        marker=_marker(HARD), more=[_gamma(result.config)], tour="gamma=0..2",
        uprights=[Upright(at=HARD, words="hard"), Upright(at=EASY, words="easy")],
        says=(("", "p = {p}: softmax's loss is {soft}, focal's {focal}."),),
        reading="The two pictures of the SV-Softmax paper's Figure 2, drawn to scale.",
        code=FOCAL, explanations=result.explained["paper"][:1],
    )  # fmt: skip


def _seeds(result: Result) -> str:
    return f"Means over {len(result.config.seeds)} seeds, bands one standard deviation."


def _over_steps(result: Result, values_SKL: np.ndarray, at: tuple[int, ...]) -> list[Line]:
    """A line for some of the losses, in percent."""
    words = words_of(result.config)
    return [
        seed_line(result.steps_K, 100 * values_SKL[..., loss], name=words[loss], key=NAMES[loss],
                  role=ROLES[loss], dash=DASHES[loss], answer=loss == 0)
        for loss in at
    ]  # fmt: skip


def _step(result: Result) -> Variable:
    last = float(result.steps_K[-1])
    return Variable(name="step", label="Step", low=0, high=last, start=last, step=10, seconds=5)


def _steps_figure(result: Result, lines: list[Line], words: str, **settings: object) -> Live:
    last = float(result.steps_K[-1])
    return curves(
        x=Axis(words="training step", low=0, high=last),
        y=Axis(words=words, low=0, high=100, digits=0, unit=" %"),
        lines=lines, marker=_step(result), reveal=_step(result), tour=f"step=0..{last:g}",
        code=TRAINED,
        **settings,  # type: ignore[arg-type]
    )  # fmt: skip


def _owned(result: Result) -> Live:
    """Who has the gradient of softmax, with the most wrong labels."""
    config, owned_SKL = result.config, result.owned_WSKL[-1]
    places = tuple(range(0, len(result.steps_K), 3))
    steps = tuple(result.steps_K[list(places)].astype(float).tolist())
    return _steps_figure(
        result, _over_steps(result, owned_SKL, (0,)), "share of all pulls, %",
        says=(("", "Step {step}: {softmax} of all pulls come from wrong labels."),),
        reading=f"{config.wrong[-1]:.0%} of the labels are wrong. {_seeds(result)}",
        asks={"share": Ask(
            outcome=tuple((100 * owned_SKL[:, places, 0].mean(0)).tolist()), places=steps,
            labels=tuple(f"at step {step:g}" for step in steps), low=0, high=100,
            start=100 * config.wrong[-1], close=8, unit=" points",
        )},
    )  # fmt: skip


def _compared(result: Result) -> Live:
    """The same for every loss."""
    return _steps_figure(
        result, _over_steps(result, result.owned_WSKL[-1], (0, 1, 2, 3)), "share of all pulls, %",
        says=(("", "Step {step}: softmax {softmax}, half {half}, focal {focal}."),),
        reading=f"{result.config.wrong[-1]:.0%} of the labels are wrong. {_seeds(result)}",
    )  # fmt: skip


def _top(result: Result) -> Live:
    """Wrong labels among the largest losses."""
    share = 100 * result.config.wrong[-1]
    chance = Line(
        name="drawn by chance", x=result.steps_K, y=np.full(len(result.steps_K), share),
        role="muted", dash=(6, 5), key="chance",
    )  # fmt: skip
    return _steps_figure(
        result, [*_over_steps(result, result.top_WSKL[-1], (0,)), chance], "wrong labels, %",
        says=(("", "Step {step}: {softmax} of the largest losses are wrong labels."),),
        reading=f"The tenth of the pictures with the largest losses. {_seeds(result)}",
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
        asks={"found": Ask(
            outcome=tuple(tar_SL.mean(0).tolist()), places=tuple(map(float, range(len(NAMES)))),
            labels=words_of(result.config), low=NEAR.low, high=NEAR.high,
            start=float(tar_SL[:, 0].mean()),
            close=1.5, unit=" points", digits=1,
        )},
    )  # fmt: skip


def _wrong(result: Result) -> Live:
    """Strangers over the share of wrong labels."""
    wrong = tuple(100 * share for share in result.config.wrong)
    words = words_of(result.config)
    return curves(
        x=Axis(words="wrong labels, %", low=0, high=wrong[-1]), y=FOUND,
        lines=[
            seed_line(np.array(wrong), 100 * result.tar_WSL[..., at].T, name=words[at],
                      key=NAMES[at], role=ROLES[at], dash=DASHES[at])
            for at in range(len(NAMES))
        ],
        marker=Variable(name="w", label="Wrong labels", low=0, high=wrong[-1], start=wrong[-1],
                        values=wrong, unit=" %", seconds=3),
        tour=f"w=0..{wrong[-1]:g}", code=TRAINED,
        says=(("", "{w} wrong: softmax {softmax}, mining {mining} and {half}, focal {focal}."),),
        reading=f"One wrong pair in a hundred accepted. {_seeds(result)}",
    )  # fmt: skip
