"""Figures of families: who passes at one threshold, and what a threshold of their own costs.

S: seeds, D: distances in a family.
"""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import DASH, Axis, Line, curves, over_seeds, seed_line
from lessons.kinds.portraits import portraits
from lessons.strangers.experiment import Result
from lessons.strangers.words import SHORT
from lessons.variable import Variable

ALIKE = Code(
    real=("lessons.strangers.look_alikes:within_families", "toy_models.data.families:Families"),
    short=SHORT,
)
D_WORDS = "distance in the family: 1 as strangers"
SHARES = ((0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"))


def _distance(result: Result, start: float, **settings: object) -> Variable:
    distances = result.config.distances
    return Variable(
        name="d", label="Distance in the family", low=distances[0], high=1, start=start,
        values=distances, digits=1, seconds=5, **settings,  # type: ignore[arg-type]
    )  # fmt: skip


def visitors(result: Result) -> Live:
    """Ada and three strangers: those of the largest distances."""
    distances = result.config.distances[-2:]
    return portraits(
        pictures_VMHW=result.portraits_SDMHW[0, -2:], names=("Ada", *3 * ("visitor",)),
        keys=("ada", "first", "second", "third"), words="",
        variable=Variable(name="d", label="Distance", low=distances[0], high=distances[-1],
                          start=distances[-1], values=distances, digits=1),
        tour="", says=(("", "The door has a photo of Ada. Others come, too."),),
        reading="Toy faces that no training has seen.", code=ALIKE,
    )  # fmt: skip


def family(result: Result) -> Live:
    """A family at each distance, and who passes for the first of them."""
    names = ("Ada", "Bea", "Cleo", "Dora")
    return portraits(
        pictures_VMHW=result.portraits_SDMHW[0], shares_VM=result.passes_SDM[0],
        names=names, keys=tuple(name.lower() for name in names),
        words="tries as Ada that pass",
        variable=_distance(result, 1.0, slider=True), tour="d=1..0.1..0.3",
        says=(("", "Distance {d}: Bea passes for Ada in {bea} of tries, Cleo in {cleo}, Dora in "
               "{dora}."),),
        reading=f"One family, one network, the threshold for 1 in {1 / result.config.door:,.0f}. "
        "At each distance the four are drawn anew; at the door they have pose and light.",
        code=ALIKE,
    )  # fmt: skip


def fair(result: Result) -> Live:
    """FAR within families at the door's threshold."""
    config, within_SD = result.config, 100 * result.within_SD
    distances = config.distances
    mean_D = within_SD.mean(0)
    y = Axis(words="FAR within the family, %", low=0.05, high=100, log=True, digits=1, unit=" %",
             ticks=SHARES)  # fmt: skip
    door = 100 * config.door
    return curves(
        x=Axis(words=D_WORDS, low=distances[0], high=1), y=y,
        lines=[
            Line(name="within the family", key="within", x=distances, y=mean_D, role="rival",
                 low=within_SD.min(0).clip(y.low), high=within_SD.max(0), answer=True),
            Line(name="pairs drawn by chance", key="door", x=distances,
                 y=np.full(len(distances), door), role="muted", dash=DASH),
        ],
        marker=_distance(result, 0.3), tour="d=1..0.1..0.3",
        says=(("", "Distance {d}: {within} of the pairs within a family pass."),),
        reading=f"One threshold: {door:g} % of the wrong pairs drawn by chance pass. Means over "
        f"{len(config.seeds)} seeds; the band goes from the lowest to the highest.",
        code=ALIKE,
        asks={"within": Ask(
            outcome=tuple(mean_D.clip(y.low).tolist()), places=distances,
            labels=tuple(f"at a distance of {d:g}" for d in distances), low=y.low, high=y.high,
            start=door, close=1.8, log=True,
        )},
    )  # fmt: skip


def alike(result: Result) -> Live:
    """Accuracy with look-alikes as wrong pairs."""
    distances = np.array(result.config.distances)
    return curves(
        x=Axis(words=D_WORDS, low=float(distances[0]), high=1),
        y=Axis(words="accuracy, %", low=50, high=100, digits=0, unit=" %"),
        lines=[
            seed_line(distances, 100 * result.alike_SD, name="wrong pairs of one family",
                      key="alike", role="rival"),
        ],
        marker=_distance(result, 0.3), tour="d=1..0.1..0.3",
        says=(("", "Distance {d}: right for {alike} of the pairs; 50 % is guessing."),),
        reading="Half of the pairs are true. The threshold is the best one for pairs drawn by "
        "chance. " + over_seeds(result.config.seeds),
        code=ALIKE,
    )  # fmt: skip


def own(result: Result) -> Live:
    """TAR at the door's threshold, and at one for each distance."""
    config, distances = result.config, np.array(result.config.distances)
    return curves(
        x=Axis(words=D_WORDS, low=float(distances[0]), high=1),
        y=Axis(words="TAR, %", low=0, high=60, digits=0, unit=" %"),
        lines=[
            seed_line(distances, 100 * result.own_SD, name="a threshold for this family",
                      key="own", role="own"),
            seed_line(distances, 100 * result.door_SD, name="the threshold for everybody",
                      key="door", role="muted", dash=DASH),
        ],
        marker=_distance(result, 0.3), tour="d=1..0.1..0.3",
        says=(("", "Distance {d}: {own} of the true pairs with a threshold of its own, {door} "
               "with that for everybody."),),
        reading=f"Its own threshold: 1 in {1 / config.door:,.0f} wrong pairs of the family pass. "
        + over_seeds(config.seeds),
        code=ALIKE,
    )  # fmt: skip
