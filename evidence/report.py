"""Measures of losses beside the paper's Table 1, as Markdown.

Measures come by the name of the loss, in the order of the seeds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from evidence.bands import Band
from evidence.differences import Difference
from evidence.measures import Measures
from evidence.table_1 import CLAIMS, PAPER
from evidence.verification import FARS
from losses.catalogue import LOSSES

RANKED_FAR = "1e-3"  # the comparisons have too few pairs to rank at the paper's 1e-5
RANKED_AT = FARS.index(float(RANKED_FAR))
PAPER_AT = 2  # FAR 1e-5 in the paper's rates
#: The sign of a difference, in words about the paper's claim.
VERDICTS = {1: "the same", -1: "the other way round", 0: "we cannot say"}


def table(measures: Mapping[str, Sequence[Measures]], fars: Sequence[float] = FARS) -> str:
    """Mean and deviation over seeds beside the paper's rates."""
    rates = " | ".join(f"1e-{-math.log10(far):.0f}" for far in fars)
    lines = [
        f"| loss | TAR at FAR {rates} | EER | closed-set accuracy "
        f"| rank at {RANKED_FAR} | paper: TPR at FAR 1e-5 | rank |",
        "|---" * (len(fars) + 6) + "|",
    ]
    own_rank = _ranks({loss: float(np.mean(ranked_tar(measures[loss]))) for loss in measures})
    paper_rank = _ranks({loss: PAPER[loss][PAPER_AT] for loss in measures})
    for loss, seeds in measures.items():
        tars = [str(Band(np.array([seed.tar[i] for seed in seeds]))) for i in range(len(fars))]
        eer = str(Band(np.array([seed.eer for seed in seeds])))
        accuracy = str(Band(np.array([seed.accuracy for seed in seeds])))
        cells = [LOSSES[loss].title, *tars, eer, accuracy, str(own_rank[loss])]
        cells += [f"{PAPER[loss][PAPER_AT]:.2f} %", str(paper_rank[loss])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def claims(measures: Mapping[str, Sequence[Measures]]) -> str:
    """The paper's order, pair by pair, beside the differences of TAR at FAR 1e-3."""
    lines = [
        "| the paper's order | difference here | seeds in which it holds | so here |",
        "|---|---|---|---|",
    ]
    for better, worse in CLAIMS:
        if not {better, worse} <= measures.keys():
            continue
        found = difference(measures, better, worse)
        lines.append(
            f"| {LOSSES[better].title} beats {LOSSES[worse].title} "
            f"| {found.mean:+.3f} ± {found.deviation:.3f} "
            f"| {found.up} of {len(found.values_S)} | {VERDICTS[found.sign]} |"
        )
    return "\n".join(lines)


def difference(measures: Mapping[str, Sequence[Measures]], first: str, second: str) -> Difference:
    """TAR at FAR 1e-3 of the first loss minus that of the second, seed by seed."""
    return Difference(ranked_tar(measures[first]) - ranked_tar(measures[second]))


def ranked_tar(seeds: Sequence[Measures]) -> np.ndarray:
    """TAR at FAR 1e-3, by which losses are ranked here.  Shape (S,)."""
    return np.array([seed.tar[RANKED_AT] for seed in seeds])


def _ranks(values: Mapping[str, float]) -> dict[str, int]:
    """1 for the greatest; equal values share a rank."""
    return {name: 1 + sum(v > value for v in values.values()) for name, value in values.items()}
