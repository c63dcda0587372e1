"""Figures of small tests: how far off they are, and whether they know it.

S: seeds, Q: layouts of a test, G: false accept rates with intervals.
"""

from __future__ import annotations

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live
from lessons.kinds.curves import DASH, Axis, Line, Upright, curves, over_seeds, seed_line
from lessons.strangers.experiment import Result
from lessons.strangers.settings import CERTAIN, FARS
from lessons.strangers.words import SHORT
from lessons.variable import Variable

SMALL = Code(
    real=("evidence.effective_pairs:FalseAccepts", "lessons.strangers.small_tests:drawn_tests"),
    short=SHORT,
)
BOOTSTRAP = Code(
    real=("lessons.strangers.small_tests:tar_intervals", "evidence.resampling:tar_of_replicates"),
    short=SHORT,
)


def _photos(result: Result) -> tuple[Axis, Variable, tuple[float, ...]]:
    """Photos of each person in a test of a few people."""
    photos = tuple(float(pictures) for _, pictures in result.config.few_people)
    ticks = tuple((count, f"{count:g}") for count in photos)
    axis = Axis(words="photos of each person", low=1, high=photos[-1], log=True, ticks=ticks)
    marker = Variable(name="photos", label="Photos of each", low=1, high=photos[-1],
                      start=photos[-1], values=photos, log=True, seconds=4)  # fmt: skip
    return axis, marker, photos


def as_if_new(result: Result) -> np.ndarray:
    """How far off FAR would be if all pairs were independent, in percent of it.  Shape (Q,)."""
    far = result.config.test_far
    pairs_Q = np.array([p * (p - 1) / 2 * m * m for p, m in result.config.few_people])
    return 100 * np.sqrt((1 - far) / (far * pairs_Q))


def few(result: Result) -> Live:
    """How far off a test of a few people is, over the photos of each."""
    config, spread_SQ = result.config, 100 * result.few_spread_SQ
    x, marker, photos = _photos(result)
    y = Axis(words="typical error of FAR, % of it", low=0, high=120, digits=0, unit=" %")
    return curves(
        x=x, y=y,
        lines=[
            seed_line(np.array(photos), spread_SQ, name="error of the tests", key="off",
                      role="rival", answer=True),
            Line(name="if all pairs were new", x=photos, y=as_if_new(result), key="new",
                 role="muted", dash=DASH, answer=True),
        ],
        marker=marker, tour=f"photos=1..{photos[-1]:g}",
        says=(("", "{photos} photos of each: off by {off}; if all pairs were new, by {new}."),),
        reading=f"{config.few} people, drawn {config.tests} times from {config.pool}; the true FAR "
        f"is {config.test_far:.0%}. {over_seeds(config.seeds)}",
        code=SMALL,
        asks={"off": Ask.of_seeds(
            spread_SQ, places=photos, label="with {:g} photos of each", low=y.low, high=y.high,
            close=12, unit=" points",
        )},
    )  # fmt: skip


def covered(result: Result) -> Live:
    """How often an interval holds the truth, over the photos of each person."""
    covered_SQ2 = 100 * result.few_covered_SQ2
    x, marker, photos = _photos(result)
    at = np.array(photos)
    return curves(
        x=x, y=Axis(words="intervals that hold the truth, %", low=0, high=100, digits=0, unit=" %"),
        lines=[
            seed_line(at, covered_SQ2[..., 0], name="interval over people", key="people",
                      role="own"),
            seed_line(at, covered_SQ2[..., 1], name="interval that counts pairs", key="pairs",
                      role="rival"),
            Line(name="what it says of itself", x=photos, y=np.full(len(photos), 95.0),
                 role="muted", dash=DASH),
        ],
        marker=marker, tour=f"photos=1..{photos[-1]:g}",
        says=(("", "{photos} photos of each: {pairs} of the intervals that count pairs hold the "
               "truth, {people} of those over people."),),
        reading=f"95 % intervals of tests of {result.config.few} people. "
        + over_seeds(result.config.seeds),
        code=SMALL,
    )  # fmt: skip


def equal(result: Result) -> Live:
    """The same number of pairs, from ever more people."""
    layouts, spread_SQ = result.config.equal_pairs, 100 * result.equal_spread_SQ
    people = tuple(float(count) for count, _ in layouts)
    return curves(
        x=Axis(words="people in the test", low=people[0], high=people[-1], log=True,
               ticks=tuple((p, f"{p:g}") for p in people)),
        y=Axis(words="typical error of FAR, % of it", low=0, high=160, digits=0, unit=" %"),
        lines=[seed_line(np.array(people), spread_SQ, name="error of the tests, equally many pairs",
                         key="off", role="rival")],
        marker=Variable(name="people", label="People", low=people[0], high=people[-1],
                        start=people[-1], values=people, log=True, seconds=4),
        tour=f"people={people[0]:g}..{people[-1]:g}",
        uprights=[Upright(at=people[at], words=f"{layouts[at][1]} photos\nof each")
                  for at in (0, -1)],
        says=(("", "{people} people, as many pairs as the others: off by {off}."),),
        reading="Fewer photos of each, so that the number of pairs stays about the same. "
        + over_seeds(result.config.seeds),
        code=SMALL,
    )  # fmt: skip


def intervals(result: Result) -> Live:
    """TAR over FAR of few and of many strangers, with intervals over people: the first seed."""
    config, fars = result.config, 100 * FARS[CERTAIN]
    lines = []
    for values_SG3, name, key, role in (
        (result.interval_few_SG3, f"{config.few} people", "few", "rival"),
        (result.interval_all_SG3, f"{config.strangers} people", "all", "own"),
    ):
        tar_G, low_G, high_G = 100 * values_SG3[0].T.clip(0, 1)
        lines.append(Line(name=name, key=key, role=role, x=fars, y=tar_G, low=low_G, high=high_G))
    return curves(
        x=Axis(words="FAR, wrong pairs accepted", low=0.1, high=1, log=True,
               ticks=((0.1, "0.1 %"), (0.3, "0.3 %"), (1, "1 %"))),
        y=Axis(words="TAR, %", low=0, high=100, digits=0, unit=" %"),
        lines=lines,
        marker=Variable(name="far", label="FAR", low=0.1, high=1, start=0.1, step=1.1,
                        log=True, digits=2, unit=" %"),
        tour="far=1..0.1",
        says=(("", "At FAR {far}: TAR {few} of the few people, {all} of all. See the bands."),),
        reading=f"One network, Arc. Bands: 95 % intervals of {config.replicates} draws of people.",
        code=BOOTSTRAP,
    )  # fmt: skip
