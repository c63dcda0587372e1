"""TAR while a cell trains: where it falls again before the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toy_models.guidance.predictions import BOUND
from toy_models.guidance.rows import Row


@dataclass(frozen=True, kw_only=True)
class Fall:
    """A cell in which more training made an arm worse, by the mean over its seeds."""

    cell: str
    highest: float  # TAR at its best look
    end: float  # TAR at the end


def falls(rows: Sequence[Row], arm: str = "norm") -> list[Fall]:
    """Cells in which TAR ends BOUND or more under its highest, the deepest fall first."""
    found = []
    for cell in dict.fromkeys(row.cell for row in rows):
        curves = [row.tar_curve for row in rows if (row.cell, row.arm) == (cell, arm)]
        if curves:
            mean_K = np.nanmean(np.array(curves), axis=0)
            fall = Fall(cell=cell, highest=float(mean_K.max()), end=float(mean_K[-1]))
            if fall.highest - fall.end >= BOUND:
                found.append(fall)
    return sorted(found, key=lambda fall: fall.end - fall.highest)
