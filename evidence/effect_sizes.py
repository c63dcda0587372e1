"""Effect sizes: a difference of means in standard deviations, with its interval.

Two designs: the same people before and after (`change`), and the changes of two groups compared
(`change_of_groups`).  Both are corrected for the bias of small groups (Hedges).

Cousineau and Goulet-Pelletier, "A study of confidence intervals for Cohen's dp in within-subject
designs with new proposals", The Quantitative Methods for Psychology 17 (2021).
Morris, "Estimating effect sizes from pretest-posttest-control group designs", Organizational
Research Methods 11 (2008).

N: people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

FEWEST = 3  # people in a group


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A standardised effect and its interval."""

    size: float  # in standard deviations
    low: float
    high: float
    people: int

    def __str__(self) -> str:
        return f"{self.size:+.2f} ({self.low:+.2f} to {self.high:+.2f})".replace("-", "−")


def change(before_N: ArrayLike, after_N: ArrayLike, confidence: float = 0.95) -> Effect:
    """The mean change of the same people, in the standard deviation of a single test.

    That deviation is pooled over both tests, so the size can be compared with that of two groups;
    the deviation of the changes themselves would make it larger the better the tests agree.

    Raises:
        ValueError: the tests are not of the same people, there are fewer than three of them, or
            everyone has the same score or has changed alike.
    """
    before_N, after_N = _scores(before_N), _scores(after_N)
    people = len(before_N)
    if len(after_N) != people:
        raise ValueError(f"{people} people before and {len(after_N)} after: a change needs both.")
    deviation = math.sqrt((before_N.var(ddof=1) + after_N.var(ddof=1)) / 2)
    of_changes = float((after_N - before_N).std(ddof=1))
    if deviation == 0:
        raise ValueError("Everyone has the same score, so there is no deviation to measure by.")
    if of_changes == 0:
        raise ValueError("Everyone's score changed alike, so the change has no interval.")
    mean = float((after_N - before_N).mean())
    error = of_changes / math.sqrt(people)
    low, high = (
        _noncentrality(mean / error, people - 1, share) * error / deviation
        for share in ((1 + confidence) / 2, (1 - confidence) / 2)
    )
    bias = unbiased(2 * (people - 1) / (1 + _agreement(before_N, after_N) ** 2))
    return Effect(size=bias * mean / deviation, low=low, high=high, people=people)


def change_of_groups(
    before_A: ArrayLike, after_A: ArrayLike, before_B: ArrayLike, after_B: ArrayLike,
    confidence: float = 0.95,
) -> Effect:  # fmt: skip
    """How much more group A changed than group B, in the pooled deviation of the first test.

    Raises:
        ValueError: as `change`.
    """
    from scipy.stats import t

    before, after = [[_scores(test) for test in pair] for pair in
                     ((before_A, before_B), (after_A, after_B))]  # fmt: skip
    sizes = [len(scores) for scores in before]
    if sizes != [len(scores) for scores in after]:
        raise ValueError("A change needs the scores of the same people before and after.")
    freedom = sum(sizes) - 2
    variance = sum((n - 1) * scores.var(ddof=1) for n, scores in zip(sizes, before, strict=True))
    if variance == 0:
        raise ValueError("Everyone has the same score, so there is no deviation to measure by.")
    changes = [float((y - x).mean()) for x, y in zip(before, after, strict=True)]
    size = unbiased(freedom) * (changes[0] - changes[1]) / math.sqrt(variance / freedom)
    pairs = list(zip(sizes, before, after, strict=True))
    agreement = sum((n - 1) * _agreement(x, y) for n, x, y in pairs) / freedom
    unit = 2 * (1 - agreement) * sum(sizes) / math.prod(sizes)
    # Morris' Eq. 25, the variance of the estimate.
    shrunk = unbiased(freedom) ** 2 * unit * freedom / (freedom - 2)
    variance_of_size = shrunk * (1 + size**2 / unit) - size**2
    half = float(t.ppf((1 + confidence) / 2, freedom)) * math.sqrt(max(variance_of_size, 0.0))
    return Effect(size=size, low=size - half, high=size + half, people=sum(sizes))


def _noncentrality(found: float, freedom: float, share: float) -> float:
    """Of which noncentral t the found value is the quantile of this share.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.10.
    """
    spread = math.sqrt(1 + found**2 / (2 * freedom))
    return found * (1 - 1 / (4 * freedom)) - NormalDist().inv_cdf(share) * spread


def unbiased(freedom: float) -> float:
    """Hedges' factor, with which an effect of few people is right on average."""
    return math.exp(
        math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2) - math.log(freedom / 2) / 2
    )


def _scores(values: ArrayLike) -> NDArray[np.float64]:
    scores_N = np.asarray(values, dtype=np.float64)
    if len(scores_N) < FEWEST:
        raise ValueError(f"An effect size needs {FEWEST} people or more, not {len(scores_N)}.")
    return scores_N


def _agreement(before_N: NDArray[np.float64], after_N: NDArray[np.float64]) -> float:
    """The correlation of both tests; 0 where a test has no deviation."""
    if before_N.std() == 0 or after_N.std() == 0:
        return 0.0
    return float(np.corrcoef(before_N, after_N)[0, 1])
