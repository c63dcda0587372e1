"""Contrasts: one arm minus another, paired by seed, with intervals; effects; stage 2's cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evidence.equivalence import equivalence
from evidence.holm import holm
from evidence.resampling import Interval, difference_interval
from evidence.screening import Effect, effects
from toy_models.guidance.cells import DESIGN, FACTORS, Cell, screen
from toy_models.guidance.predictions import BOUND, CONTRASTS, LEVEL
from toy_models.guidance.rows import Row

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """One arm minus another in a cell, over the seeds that have both."""

    cell: str
    one: str
    other: str
    differences: tuple[float, ...]
    interval: Interval
    p_holm: float
    p_equivalent: float  # of a difference of BOUND or more, on either side
    missing: int  # seeds without a pair, because an arm diverged
    stuck: tuple[int, ...] = ()  # seeds of which an arm learned next to nothing; they count
    mean_learned: float | None = None  # of the other seeds; None without any

    @property
    def words(self) -> str:
        """What the interval says, in words."""
        if self.p_holm <= LEVEL:
            return "more" if self.interval.mean > 0 else "less"
        return "equal" if self.p_equivalent <= LEVEL else "not decided"


def differences(rows: Sequence[Row], cell: str, one: str, other: str) -> tuple[Floats, int]:
    """TAR of one arm minus the other's, seed by seed; and how many seeds lack a pair."""
    of = {(row.seed, row.arm): row for row in rows if row.cell == cell}
    seeds = sorted({seed for seed, _ in of})
    pairs = [(of.get((seed, one)), of.get((seed, other))) for seed in seeds]
    values = [
        a.tar - b.tar
        for a, b in pairs
        if a and b and a.diverged_at is None and b.diverged_at is None
    ]
    return np.array(values), len(pairs) - len(values)


def stuck_seeds(rows: Sequence[Row], cell: str, one: str, other: str) -> tuple[int, ...]:
    """Seeds in which one of two arms still has most training pictures wrong, and none diverged."""
    here = [row for row in rows if row.cell == cell and row.arm in (one, other)]
    diverged = {row.seed for row in here if row.diverged_at is not None}
    return tuple(sorted({row.seed for row in here if row.stuck} - diverged))


def contrasts(rows: Sequence[Row], pairs: Sequence[tuple[str, str]] = CONTRASTS) -> list[Contrast]:
    """Every registered contrast in every cell of stage 2, with Holm's correction over all."""
    found = []
    for cell in dict.fromkeys(row.cell for row in rows):
        for one, other in pairs:
            values, missing = differences(rows, cell, one, other)
            if len(values) < 2:
                continue
            stuck = stuck_seeds(rows, cell, one, other)
            others = [row for row in rows if row.seed not in stuck]
            learned, _ = differences(others, cell, one, other)
            found.append(
                Contrast(
                    cell=cell,
                    one=one,
                    other=other,
                    differences=tuple(values.tolist()),
                    interval=difference_interval(values, _replicates(rows, cell, one, other)),
                    p_holm=1.0,  # it needs all of them, and follows
                    p_equivalent=equivalence(values.tolist(), BOUND),
                    missing=missing,
                    stuck=stuck,
                    mean_learned=float(learned.mean()) if len(learned) else None,
                )
            )
    adjusted = holm([one.interval.p for one in found])
    return [replace(one, p_holm=p) for one, p in zip(found, adjusted, strict=True)]


def _replicates(rows: Sequence[Row], cell: str, one: str, other: str) -> Floats:
    """Differences of replicates, seed by seed; zeros where rows hold none.  Shape (S, R)."""
    of = {(row.seed, row.arm): row for row in rows if row.cell == cell}
    pairs = [
        (of[seed, one], of[seed, other])
        for seed in sorted({seed for seed, _ in of})
        if (seed, one) in of and (seed, other) in of
    ]
    return np.array(
        [
            (np.array(a.replicates or (0,)) - np.array(b.replicates or (0,))) / 1e4
            for a, b in pairs
            if a.diverged_at is None and b.diverged_at is None
        ]
    )


def screened_contrasts(rows: Sequence[Row]) -> list[Contrast]:
    """SV minus softmax in every cell of stage 1, with Holm's correction over the cells."""
    return contrasts(rows, [("sv", "norm")])


def screened_effects(rows: Sequence[Row]) -> list[Effect]:
    """What each factor does to SV minus softmax, and what pairs of factors do.

    Raises:
        ValueError: a cell has fewer than two pairs of runs.
    """
    cells = screen()
    responses = {k: differences(rows, cell.name, "sv", "norm")[0] for k, cell in enumerate(cells)}
    return effects(DESIGN, list(FACTORS), responses)


def chosen_cells(rows: Sequence[Row]) -> list[tuple[Cell, float]]:
    """Stage 2's cells: the two of stage 1 with the largest difference, the one nearest to 0, and
    the one with the least; each with the mean equivalent margin of SV there.

    Raises:
        ValueError: stage 1 is not complete.
    """
    means = {}
    margins = {}
    for cell in screen():
        values, _ = differences(rows, cell.name, "sv", "norm")
        if not len(values):
            raise ValueError(f"Stage 1 has no run of the cell {cell.name} yet.")
        means[cell] = float(values.mean())
        margins[cell] = float(
            np.mean(
                [row.equivalent_margin for row in rows if row.cell == cell.name and row.arm == "sv"]
            )
        )
    ranked = sorted(means, key=lambda cell: -means[cell])
    best, worst = ranked[:2], ranked[-1]
    null = min(ranked[2:-1], key=lambda cell: abs(means[cell]))
    return [(cell, margins[cell]) for cell in (*best, null, worst)]
