"""The figures: the fan, its lengths, and strangers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from lessons.angles.experiment import FACTORS, MEASURES, Result
from lessons.angles.three import BEYOND, OWN, SEEN, pictures_of_a_three
from lessons.ask import Ask
from lessons.figure import Code, Figure
from lessons.kinds.curves import Axis, curves, seed_line
from lessons.kinds.dots import Category, dots
from lessons.kinds.rays import Panel, rays
from lessons.lesson import Shown
from lessons.variable import Variable

SHORT = "lessons.in_six_lines:softmax"
DIGITS = "0123456789"
LONGER = slice(FACTORS.index(1.0), None)  # factors that do not shrink
SEEDS = "Dots are seeds, bars mean ± standard deviation."
SCORED = {"angle": "own", "distance": "muted", "product": "rival"}


def code(name: str) -> Code:
    """A part of the experiment."""
    return Code(real=(f"lessons.angles.experiment:{name}",), short=SHORT)


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    config = result.config
    cloud = Panel(points_KN2=result.points_KN2)
    plain = Panel(
        weights_KC2=result.weights_KC2, points_KN2=result.points_KN2, title="without a bias",
    )  # fmt: skip
    biased = Panel(
        weights_KC2=result.bias_weights_KC2, points_KN2=result.bias_points_KN2,
        bias_KC=result.bias_KC, title="with a bias",
    )  # fmt: skip
    trained = Panel(weights_KC2=result.weights_KC2[-1:])
    three = pictures_of_a_three(result)
    moving: dict[str, Any] = {
        "names": DIGITS, "labels_N": result.labels_N,
        "pictures_NHW": result.pictures_NHW, "steps_K": result.steps_K,
        "tour": f"step=0..{result.steps_K[-1]}",
    }  # fmt: skip
    start = next(pin for pin in three.pins if pin.name == "C")
    still: dict[str, Any] = {
        "panels": [trained], "names": DIGITS, "extent": SEEN, "own": OWN,
        "probe": (start.x, start.y), "code": code("_Plane"),
    }  # fmt: skip
    seed = f"Digits of 8 × 8 pixels, two features, seed {config.seeds[0]}."
    return {
        "fan": rays(
            panels=[cloud], code=code("_Plane"), extent=extents(result), **moving,
            says=(
                ("step < 1", "Before training: a small cloud."),
                ("step < 60", "Step {step}: directions are shared out."),
                ("", "Step {step}: ten rays, and they grow."),
            ),
            reading=f"The scale follows the points; the bar shows a distance. {seed}",
        ),
        "bias": rays(
            panels=[plain, biased], code=code("_Plane"), extent=extents(result)[-1], **moving,
            says=(("", "With a bias, borders need not meet in the middle."),),
            reading=f"Shaded: where each digit wins. The same start and batches. {seed}",
        ),
        "score": rays(
            **still, tour=_along(three.path("C", "A")),
            says=(
                ("right = 1", "Its digit wins: {winner}, at {angle} from its arrow."),
                ("", "Another digit wins: {winner}. The picture is a 3, {angle} from its arrow."),
            ),
            reading=f"The trained network; the dot is a picture of a 3. {seed}",
        ),
        "hard": rays(
            **still, pins=three.pins, tour=_along(three.path("B", "A")),
            says=(
                ("right = 1 and length < 8", "Right, and hardly sure: the loss is {loss}."),
                ("right = 1", "Right, and sure: p = {p}, the loss is {loss}."),
                ("", "Wrong, {length} from the middle: p = {p}, the loss is {loss}."),
            ),
            reading=f"A and B lie {BEYOND}° beyond the border of the 3. {seed}",
        ),
        "factor": _factor(result),
        "guess": dots(
            y=Axis(words="digits recognised, %", low=0, high=100, digits=0, unit=" %"),
            categories=[
                Category(name="direction", key="direction", values=100 * result.guessed_S2[:, 0],
                         role="own"),
                Category(name="length", key="length", values=100 * result.guessed_S2[:, 1],
                         role="rival"),
            ],
            says=(("", "The direction tells {direction} of the digits, the length {length}."),),
            reading="Guessed from the 15 training pictures that are nearest in direction, or in "
            f"length; by chance 10 %. {SEEDS}",
            code=code("_guessed"),
            asks={"share": _ask(100 * result.guessed_S2, ("direction", "length"))},
        ),
        "unseen": _found(result.digit_tar_SM[:, :1], ["angle"], "unseen digits", "unseen_digits"),
        "faces": _found(result.face_tar_SM, MEASURES, "strangers' faces", "unseen_faces"),
    }  # fmt: skip


def extents(result: Result) -> np.ndarray:
    """How far a picture shows the plane, to each side, so that the points fill it.  Shape (K,)."""
    far_K: np.ndarray = np.percentile(np.abs(result.points_KN2.astype(float)), 99, axis=(1, 2))
    return 1.1 * far_K


def _along(path: dict[str, str]) -> str:
    return f"x={path['x']}&y={path['y']}"


def _ask(values_SX: np.ndarray, labels: Sequence[str], close: float = 8) -> Ask:
    """Means in percent."""
    return Ask.of_seeds(
        values_SX, labels=tuple(labels), low=0, high=100, start=50, close=close, unit=" points"
    )


def _found(tar_SM: np.ndarray, names: Sequence[str], whose: str, function: str) -> Figure:
    """The share of true pairs that are found, by measure."""
    return dots(
        y=Axis(words="true pairs found, %", low=0, high=100, digits=0, unit=" %"),
        categories=[
            Category(name=name, key=name, values=100 * tar_SM[:, at], role=SCORED[name])
            for at, name in enumerate(names)
        ],
        says=(("", f"Of the true pairs of {whose} the angle finds {{angle}}."),),
        reading=f"At a false acceptance rate of 1 %. {SEEDS}",
        code=code(function),
        asks={"found": _ask(100 * tar_SM, names)},
    )


def _factor(result: Result) -> Figure:
    """The losses over a factor on the length of every feature."""
    factors = np.array(FACTORS)[LONGER]
    test_SF = result.test_loss_SF[:, LONGER]
    line = partial(seed_line, factors)
    high = float(np.ceil((test_SF.mean(0) + test_SF.std(0))[-1]))
    return curves(
        x=Axis(words="factor on the length of every point", low=1, high=8),
        y=Axis(words="loss, nats", low=0, high=high, digits=2),
        lines=[
            line(result.loss_SF[:, LONGER], name="training pictures", key="train", role="own"),
            line(test_SF, name="new pictures", key="test", role="rival", answer=True),
        ],
        marker=Variable(name="factor", label="Factor", low=1, high=8, start=8, step=0.5, digits=1),
        tour="factor=1..8",
        says=(("", "{factor} times as long: {train} on training pictures, {test} on new ones."),),
        reading="Mean and one standard deviation over seeds. No answer changes along this axis.",
        code=code("_cross_entropy"),
        asks={
            "loss": Ask.of_seeds(
                test_SF, places=tuple(factors.tolist()), label="{:g} times as long", low=0,
                high=high, close=0.12 * high, digits=1, unit=" nats",
            )
        },
    )  # fmt: skip
