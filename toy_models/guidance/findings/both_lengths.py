"""Stage 3 and stage 5 side by side: does a difference keep its sign when training is twice as long?

Both lengths are compared over the seeds that stage 5 has.  Whether a difference had a sign at all
is asked of stage 3 with all its seeds: it had one if its interval lies on one side of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evidence.resampling import Interval, difference_interval
from toy_models.guidance.cells import Cell
from toy_models.guidance.contrasts import Contrast, contrasts
from toy_models.guidance.plain_names import difference_in_words
from toy_models.guidance.rows import Row, stuck_runs
from toy_models.guidance.stages.longer import LONGER_CONTRASTS, TIMES, longer
from toy_models.guidance.stages.own_settings import CONTENDERS, TUNING_SEEDS, judged

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """One loss minus another in a cell, at both lengths."""

    cell: str  # of stage 3
    one: str
    other: str
    judged: Contrast  # stage 3, all its seeds
    short: Contrast  # stage 3, the seeds of stage 5
    long: Contrast  # stage 5
    change: Interval  # the long difference minus the short one, seed by seed
    kept: int  # seeds whose own difference has the same sign at both lengths

    @property
    def sign(self) -> int:
        """That of stage 3's difference; 0 if its interval has 0 in it."""
        interval = self.judged.interval
        return int(interval.low > 0) - int(interval.high < 0)

    @property
    def words(self) -> str:
        """`stays`, `turns`, or `had none`."""
        if not self.sign:
            return "had none"
        return "stays" if np.sign(self.long.interval.mean) == self.sign else "turns"


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a loss reaches at one length: means over seeds, as shares."""

    steps: int
    tar: float
    error: float  # of the training pictures, against the given labels
    true_error: float  # the same against the true labels
    stuck: int  # runs


def pairs_of_runs(
    own: Sequence[Row], long: Sequence[Row], cell: Cell, tuning: Sequence[int] = TUNING_SEEDS
) -> tuple[list[Row], list[Row], list[Row]]:
    """A cell's runs: stage 3's that judge, those of them with a seed of stage 5, and stage 5's.

    All are named by stage 3's cell, and each by its loss alone.
    """
    before = [row for row in judged(own, tuning) if row.cell == cell.name]
    after = [
        replace(row, cell=cell.name, arm=row.arm.split()[0])
        for row in long
        if row.cell == longer(cell).name
    ]
    seeds = {row.seed for row in after}
    return before, [row for row in before if row.seed in seeds], after


def both_lengths(
    own: Sequence[Row],
    long: Sequence[Row],
    cells: Sequence[Cell],
    tuning: Sequence[int] = TUNING_SEEDS,
) -> list[Lengths]:
    """Every contrast of stage 5 in every cell.

    Args:
        own: the rows of stage 3.
        long: the rows of stage 5, two seeds or more of each cell.
        cells: of stage 3.
        tuning: the seeds that chose the settings.
    """
    found = []
    for cell in cells:
        runs = pairs_of_runs(own, long, cell, tuning)
        before, short, after = (
            {(one.one, one.other): one for one in contrasts(rows, LONGER_CONTRASTS)}
            for rows in runs
        )
        for pair in after:
            pairs_S2 = _at_both(runs[1], runs[2], *pair)
            changes_S = pairs_S2[:, 1] - pairs_S2[:, 0]
            found.append(
                Lengths(
                    cell=cell.name,
                    one=pair[0],
                    other=pair[1],
                    judged=before[pair],
                    short=short[pair],
                    long=after[pair],
                    change=difference_interval(changes_S, np.zeros((len(changes_S), 1))),
                    kept=int((np.sign(pairs_S2[:, 0]) == np.sign(pairs_S2[:, 1])).sum()),
                )
            )
    return found


def _at_both(before: Sequence[Row], after: Sequence[Row], one: str, other: str) -> Floats:
    """Short and long difference of each seed in which nothing diverged.  Shape (S, 2)."""
    tars = [{(row.seed, row.arm): row.tar for row in rows} for rows in (before, after)]
    seeds = sorted({row.seed for row in after})
    pairs_S2 = np.array([[tar[seed, one] - tar[seed, other] for tar in tars] for seed in seeds])
    return pairs_S2[np.isfinite(pairs_S2).all(1)]


def levels(
    own: Sequence[Row],
    long: Sequence[Row],
    cells: Sequence[Cell],
    tuning: Sequence[int] = TUNING_SEEDS,
) -> dict[tuple[str, str], tuple[Level, Level]]:
    """What each loss reaches, short and long, over the same seeds; by cell and loss."""
    found = {}
    for cell in cells:
        _, before, after = pairs_of_runs(own, long, cell, tuning)
        for loss in CONTENDERS:
            two = [[row for row in rows if row.arm == loss.name] for rows in (before, after)]
            if all(two):
                found[cell.name, loss.name] = (_level(two[0]), _level(two[1]))
    return found


def _level(rows: Sequence[Row]) -> Level:
    return Level(
        steps=rows[0].looks[-1],
        tar=float(np.nanmean([row.tar for row in rows])),
        error=float(np.nanmean([row.error for row in rows])),
        true_error=float(np.nanmean([row.true_error for row in rows])),
        stuck=stuck_runs(rows),
    )


def lengths_table(found: Sequence[Lengths]) -> str:
    """The differences at both lengths, as Markdown."""
    lines = [
        f"| data and network | contrast | stage 3, all its seeds | the same seeds, as long "
        f"| {TIMES} x as long | change | sign | seeds that keep theirs |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        of = len(one.long.differences)
        intervals = (one.judged.interval, one.short.interval, one.long.interval, one.change)
        cells = " | ".join(map(_words, intervals))
        lines.append(
            f"| {one.cell} | {difference_in_words(one.one, one.other)} | {cells} "
            f"| {one.words} | {one.kept} of {of} |"
        )
    return "\n".join(lines)


def _words(interval: Interval) -> str:
    return f"{interval.mean:+.4f} ({interval.low:+.4f} to {interval.high:+.4f})"


def levels_table(found: dict[tuple[str, str], tuple[Level, Level]]) -> str:
    """TAR and training error of each loss at both lengths, as Markdown."""
    titles = {one.name: one.title for one in CONTENDERS}
    lines = [
        "| data and network | loss | steps | TAR | training error, given labels "
        "| training error, true labels | stuck |",
        "|---|---|---|---|---|---|---|",
    ]
    for (cell, loss), (short, long) in found.items():
        lines.append(
            f"| {cell} | {titles[loss]} | {short.steps}, {long.steps} "
            f"| {short.tar:.3f}, {long.tar:.3f} | {short.error:.1%}, {long.error:.1%} "
            f"| {short.true_error:.1%}, {long.true_error:.1%} | {short.stuck}, {long.stuck} |"
        )
    return "\n".join(lines)


def numbers_of_lengths(
    own: Sequence[Row], long: Sequence[Row], cells: Sequence[Cell]
) -> dict[str, Any]:
    """The numbers for sentences: `of` a contrast, `level` of a loss, how many seeds and runs."""
    return {
        "of": {f"{x.cell}: {x.one} - {x.other}": x for x in both_lengths(own, long, cells)},
        "level": {
            f"{cell}: {loss}": {"short": short, "long": after}
            for (cell, loss), (short, after) in levels(own, long, cells).items()
        },
        "seeds": len({row.seed for row in long}),
        "runs": len(long),
        "diverged": sum(row.diverged_at is not None for row in long),
        "stuck": stuck_runs(long),
    }


def lengths_text(own: Sequence[Row], long: Sequence[Row], cells: Sequence[Cell]) -> str:
    """Both tables."""
    found = (lengths_table(both_lengths(own, long, cells)), levels_table(levels(own, long, cells)))
    return "\n\n".join(found)
