"""What a comparison can show in a cell: is there anything to push, and did the runs learn at all?

Arms in which t rises are plain softmax until then.  Where no training picture has a support vector
when t begins to rise they stay softmax, and that they are equal is no finding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from toy_models.guidance.findings.arm_by_arm import support_at_the_rise
from toy_models.guidance.rows import Row


def share_to_push(rows: Sequence[Row], cell: str, arm: str = "sv") -> float | None:
    """The share of training pictures with a support vector when t begins to rise.

    Returns:
        The mean over the seeds, 0 to 1; None where no run was looked at then.
    """
    runs = [row for row in rows if (row.cell, row.arm) == (cell, arm) and row.diverged_at is None]
    shares = [share for share in map(support_at_the_rise, runs) if not math.isnan(share)]
    return sum(shares) / len(shares) if shares else None


def stuck_seeds_of(rows: Sequence[Row], cell: str) -> dict[str, tuple[int, ...]]:
    """The seeds with which each arm got stuck in a cell; arms without any are left out."""
    found: dict[str, tuple[int, ...]] = {}
    for row in rows:
        if row.cell == cell and row.stuck and row.diverged_at is None:
            found[row.arm] = tuple(sorted((*found.get(row.arm, ()), row.seed)))
    return found
