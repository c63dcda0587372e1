"""The numbers of the narrative.

S: seeds, L: losses, H: shares of the classes, D: distances in a family, Q: layouts of a test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from evidence.effective_pairs import wilson
from evidence.table_1 import PAPER
from lessons.lesson import Shown
from lessons.numerals import by_loss
from lessons.strangers.experiment import Result
from lessons.strangers.settings import ARC, CERTAIN, FARS, NAMES, PAIRS, RARE

VISITORS = 1000  # strangers who try a door
ENROLLED, A_DAY, DAYS = 500, 10, 365  # the office door of the transfer question
LFW_PAIRS, IJB_C_PAIRS = (
    3000,
    15_638_932,
)  # wrong pairs: LFW's list; IJB-C's, 15,658,489 less 19,557
SIBLING = 0.3  # a distance within a family
SMALL = 3.0  # points of TAR


def numbers(result: Result, shown: Shown) -> dict[str, Any]:
    """By the names that the narrative uses."""
    config = result.config
    return {
        "people": config.people,
        "strangers": config.strangers,
        "margin": f"{config.margin:g}",
        "visitors": f"{VISITORS:,}",
        "door": _door(result),
        "tar": _tar(result),
        "paper": _paper(),
        "million": _million(),
        "office": {"tries": f"{ENROLLED * A_DAY * DAYS:,}", "days_alone": f"{A_DAY * DAYS:,}"},
        "few": _few(result),
        "equal": _equal(result),
        "interval": _interval(result),
        "family": _family(result),
        "share": _share(result),
    }


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f}"


def _far(far: float) -> int:
    """The place of a rate in FARS."""
    return int(np.abs(np.log(FARS / far)).argmin())


def _door(result: Result) -> dict[str, Any]:
    """The threshold of the best accuracy, with Arc."""
    far_S = result.best_far_SL[:, ARC]
    return {
        "accuracy": Band(100 * result.accuracy_SL[:, ARC], 1),
        "right": _percent(result.accuracy_SL[:, ARC].mean()),
        "cos": f"{result.best_SL[:, ARC].mean():.2f}",
        "far": Band(100 * far_S, 1),
        "errors": f"{100 * (1 - result.accuracy_SL[:, ARC].mean()):.0f}",
        "half": f"{VISITORS * (1 - result.accuracy_SL[:, ARC].mean()) / 2:.0f}",
        "let_in": f"{VISITORS * far_S.mean():.0f}",
        "known": _percent(result.known_SL[:, ARC].mean()),
    }


def _tar(result: Result) -> dict[str, Any]:
    """TAR at FAR 1e-3 of softmax and Arc, and Arc minus softmax."""
    tar_SL, accuracy_SL = 100 * result.tar_SLF[..., _far(1e-3)], 100 * result.accuracy_SL
    return {
        "at_1e3": by_loss(tar_SL, NAMES, 0),
        "more_1e3": Difference(tar_SL[:, ARC] - tar_SL[:, 0], 1),
        "more_accuracy": Difference(accuracy_SL[:, ARC] - accuracy_SL[:, 0], 1),
    }


def _paper() -> dict[str, str]:
    """Of the SV-Softmax paper's Table 1: at FAR 1e-3 and 1e-5, percent."""
    softmax, sv = PAPER["norm_softmax"], PAPER["sv_am_softmax"]
    return {
        "softmax_3": f"{softmax[0]:.2f}", "softmax_5": f"{softmax[2]:.2f}",
        "sv_3": f"{sv[0]:.2f}", "sv_5": f"{sv[2]:.2f}",
    }  # fmt: skip


def _million() -> dict[str, str]:
    """Intervals of rates that a test of so many wrong pairs measures."""
    low, high = (times for times in np.array(wilson(RARE, IJB_C_PAIRS)) / RARE)
    enough = PAIRS[(np.array([wilson(RARE, pairs)[1] for pairs in PAIRS]) < 1.25 * RARE).argmax()]
    lfw = wilson(30 / LFW_PAIRS, LFW_PAIRS)
    lfw_rare = wilson(3 / LFW_PAIRS, LFW_PAIRS)
    return {
        "none": f"{1e6 * wilson(0, 1e6)[1]:.1f}",
        "ijb_c": f"{RARE * IJB_C_PAIRS:.0f}",
        "ijb_c_low": f"{low:.1f}",
        "ijb_c_high": f"{high:.1f}",
        "enough": f"{enough / 1e6:.0f}",
        "lfw_low": _percent(lfw[0], 1),
        "lfw_high": _percent(lfw[1], 1),
        "lfw_rare_low": f"{1e3 * lfw_rare[0]:.1f}",
        "lfw_rare_high": f"{1e3 * lfw_rare[1]:.1f}",
    }


def _few(result: Result) -> dict[str, Any]:
    config, spread_SQ = result.config, 100 * result.few_spread_SQ
    pairs_Q = [p * (p - 1) // 2 * m * m for p, m in config.few_people]
    covered_SQ2 = 100 * result.few_covered_SQ2
    return {
        "people": config.few,
        "most": config.few_people[-1][1],
        "pairs_one": f"{pairs_Q[0]:,}",
        "pairs_most": f"{pairs_Q[-1]:,}",
        "times": f"{pairs_Q[-1] // pairs_Q[0]}",
        "one": Band(spread_SQ[:, 0], 0),
        "two": Band(spread_SQ[:, 1], 0),
        "all": Band(spread_SQ[:, -1], 0),
        "falls": Difference(spread_SQ[:, -1] - spread_SQ[:, 0], 0),
        "as_if": f"{100 * _as_if(config.test_far, pairs_Q[-1]):.0f}",
        "effective": f"{np.median(result.few_effective_SQ[:, -1]):.0f}",
        "tests": config.tests,
        "pool": config.pool,
        "far": _percent(config.test_far),
        "covered_pairs": Band(covered_SQ2[:, -1, 1], 0),
        "covered_people": Band(covered_SQ2[:, -1, 0], 0),
        "covered_pairs_one": Band(covered_SQ2[:, 0, 1], 0),
        "covered_more": Difference(covered_SQ2[:, -1, 0] - covered_SQ2[:, -1, 1], 0),
    }


def _as_if(far: float, pairs: int) -> float:
    """How far off a rate would be, as a share of it, if all pairs were independent."""
    return float(np.sqrt((1 - far) / (far * pairs)))


def _equal(result: Result) -> dict[str, Any]:
    layouts, spread_SQ = result.config.equal_pairs, 100 * result.equal_spread_SQ
    pairs_Q = [p * (p - 1) // 2 * m * m for p, m in layouts]
    return {
        "pairs": f"{round(np.mean(pairs_Q), -2):,.0f}",
        "few": layouts[0][0],
        "few_pictures": layouts[0][1],
        "many": layouts[-1][0],
        "many_pictures": layouts[-1][1],
        "spread_few": Band(spread_SQ[:, 0], 0),
        "spread_many": Band(spread_SQ[:, -1], 0),
        "less": Difference(spread_SQ[:, -1] - spread_SQ[:, 0], 0),
    }


def _interval(result: Result) -> dict[str, Any]:
    """Widths of TAR's intervals at FAR 1e-3, points."""
    at = _far(1e-3) - CERTAIN.start
    few_S, all_S = (
        100 * (values_SG3[:, at, 2] - values_SG3[:, at, 1])
        for values_SG3 in (result.interval_few_SG3, result.interval_all_SG3)
    )
    return {"few": Band(few_S, 0), "all": Band(all_S, 0), "wider": Difference(few_S - all_S, 0)}


def _family(result: Result) -> dict[str, Any]:
    config, at = result.config, result.config.distances.index(SIBLING)
    within_SD = 100 * result.within_SD
    others = config.strangers - 1
    return {
        "size": config.family,
        "sibling": f"{SIBLING:g}",
        "door": f"{1 / config.door:,.0f}",
        "within": Band(within_SD[:, at], 0),
        "nearest": Band(within_SD[:, 0], 0),
        "apart": Band(within_SD[:, -1], 2),
        "times": f"{result.within_SD[:, at].mean() / config.door:.0f}",
        "more": Difference(within_SD[:, at] - within_SD[:, -1], 0),
        "share": f"{100 * (config.family - 1) / others:.1f}",
        "alike": Band(100 * result.alike_SD[:, at], 0),
        "random": Band(100 * result.alike_SD[:, -1], 0),
        "alike_less": Difference(100 * (result.alike_SD[:, at] - result.alike_SD[:, -1]), 0),
        "tar": Band(100 * result.door_SD[:, at], 0),
        "own": Band(100 * result.own_SD[:, at], 0),
        "own_less": Difference(100 * (result.own_SD[:, at] - result.door_SD[:, at]), 0),
    }


def _interval_words(difference: Difference) -> str:
    """`−2.0 to −0.4`: the 95 % interval of the mean."""
    low, high = difference.interval()
    return f"{_signed(low)} to {_signed(high)}"


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−")


def _share(result: Result) -> dict[str, Any]:
    """TAR of Arc at FAR 1e-3 by the share of the classes at a step."""
    config, tar_SH = result.config, 100 * result.tar_SHF[..., _far(1e-3)]
    own_S, tenth_S, all_S = tar_SH.T
    return {
        "batch": config.batch,
        "own_share": f"{100 * config.least_share:.0f}",
        "classes": round(config.shares[1] * config.people),
        "all": Band(all_S, 0),
        "tenth": Band(tenth_S, 0),
        "own": Band(own_S, 0),
        "small": max(abs((tenth_S - all_S).mean()), abs((own_S - all_S).mean())) < SMALL,
        "less_tenth": Difference(tenth_S - all_S, 1),
        "less_own": Difference(own_S - all_S, 1),
        "tenth_less": _signed(np.mean(tenth_S - all_S)),
        "own_less": _signed(np.mean(own_S - all_S)),
        "tenth_interval": _interval_words(Difference(tenth_S - all_S)),
        "own_interval": _interval_words(Difference(own_S - all_S)),
    }
