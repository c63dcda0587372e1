"""How sure is a false accept rate?  Pairs of the same two people are hardly new ones.

P: people of a test.

Pairs that share a person are not independent, so an interval that counts pairs is too narrow.  The
variance of the rate is taken over people instead, and a number of independent pairs that would
have the same variance takes the place of the number of pairs in Wilson's interval.

Source: Fogliato, Patil and Perona, "Confidence Intervals for Error Rates in 1:1 Matching Tasks",
arXiv:2306.01198.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z = 1.959964  # of a 95 % interval, standard deviations of the normal


@dataclass(frozen=True, kw_only=True)
class FalseAccepts:
    """The false accept rate of one test, in which all people have equally many pictures."""

    rate: float
    pairs: int
    effective: float  # independent pairs that would say as much

    @classmethod
    def of(cls, accepted_PP: NDArray[np.integer], pictures: int) -> FalseAccepts:
        """From the counts of accepted pairs between each two people.

        Args:
            accepted_PP: symmetric; its diagonal is not read.
            pictures: of each person, so that two people have pictures^2 pairs.

        Raises:
            ValueError: fewer than three people say nothing of the spread between people.
        """
        people = len(accepted_PP)
        if people < 3:
            raise ValueError(f"A rate over people needs three people or more, not {people}.")
        pairs = people * (people - 1) // 2 * pictures**2
        between = ~np.eye(people, dtype=bool)
        rate = float(accepted_PP[between].sum() / 2 / pairs)
        excess_PP = np.where(between, accepted_PP - rate * pictures**2, 0.0)
        square_P = (excess_PP**2).sum(1)
        shared_P = excess_PP.sum(1) ** 2 - square_P  # pairs of two people with one in common
        variance = (square_P.sum() / 2 + max(0.0, float(shared_P.sum()))) / pairs**2
        independent = rate * (1 - rate)
        effective = independent / variance if variance > 0 and independent > 0 else float(pairs)
        return cls(rate=rate, pairs=pairs, effective=effective)

    def interval(self) -> tuple[float, float]:
        """The 95 % interval that counts people."""
        return wilson(self.rate, self.effective)

    def interval_of_pairs(self) -> tuple[float, float]:
        """The 95 % interval that takes all pairs for independent, and so is too narrow."""
        return wilson(self.rate, self.pairs)


def wilson(share: float, trials: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; trials need not be a whole number."""
    middle = share + Z**2 / (2 * trials)
    half = Z * math.sqrt(share * (1 - share) / trials + (Z / (2 * trials)) ** 2)
    scale = 1 + Z**2 / trials
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
