"""Equivalence: evidence that a difference is too small to matter.

A difference that is not significant is no evidence of equality.  Two one-sided tests (TOST) ask
the other way round: they reject "the difference is `bound` or more, on one side or the other".

Schuirmann, "A comparison of the two one-sided tests procedure and the power approach", Journal of
Pharmacokinetics and Biopharmaceutics 15 (1987).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def equivalence(differences: Sequence[float], bound: float) -> float:
    """p of the hypothesis that the mean difference lies outside (-bound, bound).

    Args:
        differences: paired differences, one for each seed.
        bound: the smallest difference that would matter, in the same unit.

    Raises:
        ValueError: fewer than two differences, or a bound that is not positive.
    """
    from scipy.stats import t

    values = np.asarray(differences, dtype=np.float64)
    if len(values) < 2:
        raise ValueError("An equivalence test needs two or more differences.")
    if not bound > 0:
        raise ValueError(f"The bound of an equivalence test is positive, not {bound:g}.")
    mean = values.mean()
    error = values.std(ddof=1) / np.sqrt(len(values))
    if error == 0:
        return 0.0 if abs(mean) < bound else 1.0
    above_lower = t.sf((mean + bound) / error, len(values) - 1)
    below_upper = t.sf((bound - mean) / error, len(values) - 1)
    return float(max(above_lower, below_upper))
