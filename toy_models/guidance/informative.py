"""What a comparison can show in a cell: is there anything to push, and did the runs learn at all?

Arms in which t rises are plain softmax until then.  Where no training picture has a support vector
when t begins to rise they stay softmax, and that they are equal is no finding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toy_models.guidance.arms import RISE
from toy_models.guidance.cells import cell_of
from toy_models.guidance.rows import Row


def support_at_the_rise(rows: Sequence[Row], cell: str, arm: str = "sv") -> float | None:
    """The share of training pictures with a support vector at the last look before t rises.

    Returns:
        The mean over the seeds, 0 to 1; None without such a run.
    """
    runs = [row for row in rows if (row.cell, row.arm) == (cell, arm) and row.diverged_at is None]
    begins = RISE[0] * cell_of(cell).steps
    before = [
        max((k for k, look in enumerate(row.looks) if look <= begins), default=0) for row in runs
    ]
    shares = [row.support_curve[k] for row, k in zip(runs, before, strict=True)]
    return float(np.mean(shares)) if shares else None


def stuck_seeds_of(rows: Sequence[Row], cell: str) -> dict[str, tuple[int, ...]]:
    """The seeds with which each arm got stuck in a cell; arms without any are left out."""
    found: dict[str, tuple[int, ...]] = {}
    for row in rows:
        if row.cell == cell and row.stuck and row.diverged_at is None:
            found[row.arm] = tuple(sorted((*found.get(row.arm, ()), row.seed)))
    return found
