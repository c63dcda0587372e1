"""Several tests at once: Holm's step-down procedure.

Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
Statistics 6 (1979).  The chance that any true null hypothesis is rejected stays at most alpha,
whatever the dependence between the tests.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the order given: reject where one is at most alpha.

    Raises:
        ValueError: a p-value is outside 0 to 1.
    """
    p_M = np.asarray(p_values, dtype=np.float64)
    if not ((p_M >= 0) & (p_M <= 1)).all():
        raise ValueError(f"p-values are 0 to 1, not {p_M.tolist()}.")
    order = np.argsort(p_M, kind="stable")
    # The smallest is multiplied by M, the next by M - 1, and none may fall below the one before.
    steps = np.maximum.accumulate(p_M[order] * np.arange(len(p_M), 0, -1))
    adjusted_M = np.empty_like(p_M)
    adjusted_M[order] = np.minimum(steps, 1.0)
    return [float(p) for p in adjusted_M]
