"""What was measured beside TAR: among look-alikes, at the EER, between class weights, of blame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.differences import Difference
from toy_models.guidance.cells import cell_of
from toy_models.guidance.rows import Row

OF_WRONG_LABELS = "gradient of wrong labels"


@dataclass(frozen=True)
class Measure:
    """A column of the table."""

    name: str
    read: Callable[[Row], float]  # at the end of a training
    digits: int


MEASURES = (
    Measure("TAR within families", lambda row: row.tar_family, 4),
    Measure("EER", lambda row: row.eer, 4),
    Measure("nearest class weight", lambda row: row.nearest_weight, 2),
    Measure("with a support vector", lambda row: row.support_curve[-1], 4),
    Measure(OF_WRONG_LABELS, lambda row: row.flips_curve[-1], 4),
)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A measure of one arm, and what another arm has more of it."""

    cell: str
    measure: Measure
    plain: float
    more: float
    low: float  # of the 95 % interval over seeds
    high: float

    def __str__(self) -> str:
        digits = self.measure.digits
        rounded = (round(value, digits) + 0.0 for value in (self.more, self.low, self.high))
        more, low, high = (f"{value:+.{digits}f}" for value in rounded)  # and -0 is 0
        return f"{self.plain:.{digits}f}, {more} ({low} to {high})"


def beside_tar(rows: Sequence[Row], one: str = "sv", other: str = "norm") -> Iterator[Beside]:
    """Every measure in every cell with two pairs of runs or more: `other`, and `one` minus it."""
    for cell in dict.fromkeys(row.cell for row in rows):
        of = {(row.seed, row.arm): row for row in rows if row.cell == cell}
        pairs = [
            (of[seed, one], of[seed, other])
            for seed in sorted({seed for seed, _ in of})
            if (seed, one) in of and (seed, other) in of
        ]
        pairs = [(a, b) for a, b in pairs if a.diverged_at is None and b.diverged_at is None]
        if len(pairs) < 2:
            continue
        for measure in MEASURES:
            if measure.name == OF_WRONG_LABELS and not cell_of(cell).wrong:
                continue
            gap = Difference(np.array([measure.read(a) - measure.read(b) for a, b in pairs]))
            low, high = gap.interval()
            yield Beside(
                cell=cell,
                measure=measure,
                plain=float(np.mean([measure.read(b) for _, b in pairs])),
                more=gap.mean,
                low=low,
                high=high,
            )


def beside_tar_table(rows: Sequence[Row], one: str = "sv", other: str = "norm") -> str:
    """A row a cell, as Markdown."""
    found = list(beside_tar(rows, one, other))
    of = {(entry.cell, entry.measure.name): str(entry) for entry in found}
    names = [measure.name for measure in MEASURES]
    lines = [f"| setting | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for cell in dict.fromkeys(entry.cell for entry in found):
        entries = [of.get((cell, name), "none") for name in names]
        lines.append(f"| {cell} | {' | '.join(entries)} |")
    return "\n".join(lines)
