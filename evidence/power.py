"""Power: how large must a true difference be to be found?

A t test of n paired differences finds a true mean difference of d standard errors with some
chance.  With few pairs, or with a strict level, d is large: then "not found" says little.
"""

from __future__ import annotations

import functools

import numpy as np

QUANTILES = 4000  # of the spread that the pairs may show


@functools.cache
def smallest_found(pairs: int, level: float, power: float = 0.8) -> float:
    """The true mean difference, in standard errors, that a two-sided t test finds so often.

    Args:
        pairs: how many differences the mean is of.
        level: of the test, 0 to 1; divided by the number of tests for the first step of Holm.
        power: how often it is to be found, 0 to 1, more than `level`.

    Raises:
        ValueError: fewer than two pairs, or a level and a power that do not fit.
    """
    from scipy.optimize import brentq
    from scipy.stats import chi2, norm, t

    if pairs < 2:
        raise ValueError("A t test needs two pairs or more.")
    if not 0 < level < power < 1:
        raise ValueError(f"0 < level < power < 1 does not hold of {level:g} and {power:g}.")
    freedom = pairs - 1
    share_Q = (np.arange(QUANTILES) + 0.5) / QUANTILES
    # The estimated standard error over the true one; it decides how far the mean has to be out.
    needed_Q = t.ppf(1 - level / 2, freedom) * np.sqrt(chi2.ppf(share_Q, freedom) / freedom)

    def found(size: float) -> float:
        return float((norm.sf(needed_Q - size) + norm.cdf(-needed_Q - size)).mean())

    return float(brentq(lambda size: found(size) - power, 0.0, 3 * needed_Q.max()))
