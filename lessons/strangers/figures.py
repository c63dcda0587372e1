"""The figures: a door's threshold, how sure a rate is, look-alikes, some of the classes.

S: seeds, T: thresholds, D: distances in a family, Q: layouts of a test, H: shares of
the classes.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Figure, Live
from lessons.kinds.curves import DASH, Axis, Line, curves, over_seeds, seed_line
from lessons.lesson import Shown
from lessons.strangers.experiment import Result
from lessons.strangers.groups import alike, fair, family, own, visitors
from lessons.strangers.settings import ARC, CERTAIN, COSINES, FARS, PAIRS, RARE
from lessons.strangers.tests_of_people import covered, equal, few, intervals
from lessons.strangers.words import SHORT
from lessons.variable import Variable

VERIFY = Code(real=("evidence.verification:verify",), short=SHORT)
WILSON = Code(real=("evidence.effective_pairs:wilson",), short=SHORT)
SAMPLED = Code(
    real=("losses.partial_fc:sampled_classes", "lessons.strangers.measured:trained"), short=SHORT
)


def figures(result: Result, shown: Shown) -> dict[str, Figure]:
    """Every figure of the narrative, by its slot."""
    return {
        "visitors": visitors(result),
        "door": _door(result),
        "roc": _roc(result),
        "pairs": _pairs(result),
        "few": few(result),
        "covered": covered(result),
        "equal": equal(result),
        "interval": intervals(result),
        "family": family(result),
        "fair": fair(result),
        "alike": alike(result),
        "own": own(result),
        "share": _share(result),
    }


def _door(result: Result) -> Live:
    """True and wrong pairs that are accepted, over the threshold."""
    best = round(float(result.best_SL[:, ARC].mean()), 2)
    line = partial(seed_line, COSINES)
    accuracy_ST = (result.tar_ST + 1 - result.far_ST) / 2
    return curves(
        x=Axis(words="threshold: the cosine from which on it opens", low=0, high=0.9),
        y=Axis(words="share, %", low=0, high=100, digits=1, unit=" %"),
        lines=[
            line(100 * result.tar_ST, name="true pairs accepted", key="true", role="own"),
            line(100 * result.far_ST, name="wrong pairs accepted", key="wrong", role="rival"),
            line(100 * accuracy_ST, name="accuracy", key="accuracy", role="muted", dash=DASH),
        ],
        marker=Variable(
            name="cos", label="Threshold", low=0, high=0.9, start=best, step=0.01, digits=2
        ),
        tour=f"cos=0..0.9..{best:g}",
        says=(
            ("", "At {cos}: {true} of true pairs pass, {wrong} of wrong; accuracy {accuracy}."),
        ),
        reading="Pairs of photos of strangers, Arc. " + over_seeds(result.config.seeds),
        code=VERIFY,
    )  # fmt: skip


def _roc(result: Result) -> Live:
    """TAR over FAR, softmax and Arc."""
    tar_SLF = 100 * result.tar_SLF
    line = partial(seed_line, 100 * FARS)
    return curves(
        x=Axis(words="FAR, wrong pairs accepted", low=0.01, high=10, log=True, ticks=RATES),
        y=Axis(words="TAR, %", low=0, high=100, digits=0, unit=" %"),
        lines=[
            line(tar_SLF[:, ARC], name="Arc", key="arc", role="arc_softmax"),
            line(tar_SLF[:, 0], name="softmax", key="soft", role="norm_softmax", dash=DASH),
        ],
        marker=Variable(
            name="far", label="FAR", low=0.01, high=10, start=0.1, step=1.3, log=True, digits=2,
            unit=" %",
        ),
        tour="far=10..0.01..0.1",
        says=(("", "At FAR {far}: Arc finds {arc} of the true pairs, softmax {soft}."),),
        reading=over_seeds(result.config.seeds),
        code=VERIFY,
    )  # fmt: skip


RATES = ((0.01, "0.01 %"), (0.1, "0.1 %"), (1, "1 %"), (10, "10 %"))
COUNTS = (
    (0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"), (1000, "1,000"),
)  # fmt: skip


def _pairs(result: Result) -> Live:
    """The interval of a FAR of one in a million, over the pairs of the test."""
    low_P, high_P = result.interval_2.T / RARE
    millions_P = np.array(PAIRS) / 1e6
    return curves(
        x=Axis(words="wrong pairs, millions", low=0.1, high=1000, log=True, ticks=COUNTS),
        y=Axis(words="FAR, in millionths", low=0.01, high=100, log=True, digits=2,
               ticks=((0.01, "0.01"), (0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"))),
        lines=[
            Line(name="at most", x=millions_P, y=high_P, key="high", role="rival"),
            Line(name="at least", x=millions_P, y=low_P, key="low", role="own"),
            Line(name="measured", x=millions_P, y=np.ones(len(PAIRS)), role="muted", dash=DASH),
        ],
        marker=Variable(name="n", label="Wrong pairs", low=0.1, high=1000, start=1, step=1.3,
                        log=True, digits=1, unit=" million"),
        tour="n=0.1..1000..1",
        says=(("", "{n} wrong pairs: between {low} and {high} in a million."),),
        reading="Wilson's 95 % interval of a FAR of one in a million, if all pairs are new.",
        code=WILSON,
    )  # fmt: skip


def _share(result: Result) -> Live:
    """TAR over the share of the classes in a step."""
    config = result.config
    shares = (float(round(100 * config.least_share)), *(100 * share for share in config.shares[1:]))
    tar_SH = 100 * result.tar_SHF[..., CERTAIN.start]
    y = Axis(words="TAR at FAR 1 in 1,000, %", low=20, high=60, digits=0, unit=" %")
    return curves(
        x=Axis(words="classes in a step, % of all", low=5, high=100, log=True,
               ticks=tuple((share, f"{share:.0f}") for share in shares)),
        y=y,
        lines=[seed_line(np.array(shares), tar_SH, name="Arc", key="arc", role="arc_softmax",
                         answer=True)],
        marker=Variable(name="share", label="Classes in a step", low=shares[0], high=100,
                        start=shares[1], values=shares, log=True, unit=" %", seconds=4),
        tour=f"share=100..{shares[0]:g}..{shares[1]:g}",
        says=(("", "{share} of the classes in a step: {arc} of the true pairs are found."),),
        reading="The other classes are drawn anew at each step. " + over_seeds(config.seeds),
        code=SAMPLED,
        asks={"arc": Ask.of_seeds(
            tar_SH, places=shares, label="{:.0f} % of the classes", low=y.low, high=y.high,
            start=y.low + 5, close=3, unit=" points",
        )},
    )  # fmt: skip
