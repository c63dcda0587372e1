"""The answer: effects, contrasts with intervals, and the fate of each prediction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evidence.equivalence import equivalence
from evidence.holm import holm
from evidence.resampling import Interval, difference_interval
from evidence.screening import Effect, effects
from toy_models.guidance.cells import DESIGN, FACTORS, Cell, screen
from toy_models.guidance.predictions import BOUND, CONTRASTS, LEVEL, PREDICTIONS
from toy_models.guidance.rows import Row

Floats = NDArray[np.float64]

ERROR_LEFT, NO_ERROR_LEFT = 0.02, 0.005  # training error of softmax, see predictions.py


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

    @property
    def words(self) -> str:
        """What the interval says, in words."""
        if self.p_holm <= LEVEL:
            return "more" if self.interval.mean > 0 else "less"
        return "equal" if self.p_equivalent <= LEVEL else "not decided"


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of a prediction: "held", "failed" or "open", and why."""

    key: str
    fate: str
    why: str


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


def contrasts(rows: Sequence[Row], pairs: Sequence[tuple[str, str]] = CONTRASTS) -> list[Contrast]:
    """Every registered contrast in every cell of stage 2, with Holm's correction over all."""
    found = []
    for cell in dict.fromkeys(row.cell for row in rows):
        for one, other in pairs:
            values, missing = differences(rows, cell, one, other)
            if len(values) < 2:
                continue
            interval = difference_interval(values, _replicates(rows, cell, one, other))
            found.append((cell, one, other, values, interval, missing))
    adjusted = holm([interval.p for *_, interval, _ in found])
    return [
        Contrast(
            cell=cell,
            one=one,
            other=other,
            differences=tuple(values.tolist()),
            interval=interval,
            p_holm=p,
            p_equivalent=equivalence(values.tolist(), BOUND),
            missing=missing,
        )
        for (cell, one, other, values, interval, missing), p in zip(found, adjusted, strict=True)
    ]


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
        ValueError: a cell has no seed yet.
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


def mean_error(rows: Sequence[Row], cell: str, arm: str = "norm") -> float:
    """Mean training error without margin at the end."""
    return float(np.nanmean([row.error for row in rows if (row.cell, row.arm) == (cell, arm)]))


def fates(screen_rows: Sequence[Row], confirmation_rows: Sequence[Row]) -> list[Fate]:
    """What became of each prediction, by its own rule."""
    first = screened_contrasts(screen_rows)
    second = contrasts(confirmation_rows) if confirmation_rows else []
    decided = {
        "where": _where(first, screen_rows),
        "equal": _equal(first, screen_rows),
        "flips": _flips(screen_rows, second),
        "random": _all_equal(second, "random", "norm"),
        "hotter": _hotter(second),
        "with_margin": _all_equal(second, "sv_arc", "arc"),
    }
    return [
        Fate(key=one.key, fate=decided[one.key][0], why=decided[one.key][1]) for one in PREDICTIONS
    ]


def _cell(name: str) -> Cell:
    return next(cell for cell in screen() if cell.name == name)


def _where(found: Sequence[Contrast], rows: Sequence[Row]) -> tuple[str, str]:
    gains = [one for one in found if one.words == "more"]
    if not gains:
        return "open", f"no cell of {len(found)} gains"
    outside = [
        one.cell
        for one in gains
        if _cell(one.cell).heat > 1 or mean_error(rows, one.cell) < ERROR_LEFT
    ]
    if outside:
        return "failed", f"{', '.join(outside)} gains outside"
    return "held", f"{len(gains)} cells gain, all with s = 0.8 s_A and training error left"


def _equal(found: Sequence[Contrast], rows: Sequence[Row]) -> tuple[str, str]:
    quiet = [
        one
        for one in found
        if _cell(one.cell).heat > 2 and mean_error(rows, one.cell) < NO_ERROR_LEFT
    ]
    values = [value for one in quiet for value in one.differences]
    if len(values) < 2:
        return "open", "no cell with s = 2.5 s_A ends without training error"
    if equivalence(values, BOUND) <= LEVEL:
        return "held", f"{len(values)} pairs of runs in {len(quiet)} cells are equivalent"
    interval = difference_interval(np.array(values), np.zeros((len(values), 1)))
    outside = interval.low > BOUND or interval.high < -BOUND
    return ("failed" if outside else "open"), f"mean {interval.mean:+.4f} in {len(quiet)} cells"


def _flips(rows: Sequence[Row], second: Sequence[Contrast]) -> tuple[str, str]:
    effect = next(one for one in screened_effects(rows) if one.names == ("wrong",))
    mends = [
        one for one in second if (one.one, one.other) == ("oracle", "sv") and _cell(one.cell).wrong
    ]
    words = f"effect of wrong labels {effect.size:+.4f} ({effect.low:+.4f} to {effect.high:+.4f})"
    if effect.low > 0 or any(one.interval.high < 0 for one in mends):
        return "failed", words
    if not mends:
        return "open", f"{words}; no cell of stage 2 has wrong labels"
    if effect.high < 0 and all(one.interval.low > 0 for one in mends):
        return "held", f"{words}; the oracle gains in {len(mends)} cells"
    return "open", f"{words}; oracle minus SV " + ", ".join(
        f"{one.interval.mean:+.4f}" for one in mends
    )


def _all_equal(second: Sequence[Contrast], one: str, other: str) -> tuple[str, str]:
    found = [contrast for contrast in second if (contrast.one, contrast.other) == (one, other)]
    if not found:
        return "open", "stage 2 is not there yet"
    words = ", ".join(f"{contrast.interval.mean:+.4f}" for contrast in found)
    if all(contrast.p_equivalent <= LEVEL for contrast in found):
        return "held", f"differences {words}"
    outside = [c for c in found if c.interval.low > BOUND or c.interval.high < -BOUND]
    return ("failed" if outside else "open"), f"differences {words}"


def _hotter(second: Sequence[Contrast]) -> tuple[str, str]:
    of = {(one.cell, one.one, one.other): one.interval for one in second}
    gains = [
        (cell, interval)
        for (cell, one, other), interval in of.items()
        if (one, other) == ("sv", "norm") and interval.low > 0
    ]
    if not second:
        return "open", "stage 2 is not there yet"
    if not gains:
        return "open", "SV gains in no cell of stage 2"
    shares = [of[cell, "hotter", "norm"].mean / gain.mean for cell, gain in gains]
    words = ", ".join(f"{share:.0%}" for share in shares)
    return (
        "held" if min(shares) >= 0.5 else "failed"
    ), f"the hotter softmax has {words} of the gain"


def text(screen_rows: Sequence[Row], confirmation_rows: Sequence[Row]) -> str:
    """The whole answer as Markdown."""
    parts = [_screen_table(screen_rows), _effects_table(screen_rows)]
    if confirmation_rows:
        parts.append(_contrasts_table(contrasts(confirmation_rows)))
    parts.append(_fates_table(fates(screen_rows, confirmation_rows)))
    parts.append(_not_converged([*screen_rows, *confirmation_rows]))
    return "\n\n".join(parts)


def _screen_table(rows: Sequence[Row]) -> str:
    lines = [
        "| cell | TAR, softmax | SV minus softmax | 95 % interval | training error left | |",
        "|---|---|---|---|---|---|",
    ]
    for one in sorted(screened_contrasts(rows), key=lambda one: -one.interval.mean):
        tars = [row.tar for row in rows if (row.cell, row.arm) == (one.cell, "norm")]
        lines.append(
            f"| {one.cell} | {np.nanmean(tars):.3f} | {one.interval.mean:+.4f} "
            f"| {one.interval.low:+.4f} to {one.interval.high:+.4f} "
            f"| {mean_error(rows, one.cell):.1%} | {one.words} |"
        )
    return "\n".join(lines)


def _effects_table(rows: Sequence[Row]) -> str:
    lines = ["| factor, low to high | effect on the difference | 95 % interval |", "|---|---|---|"]
    for one in screened_effects(rows):
        name = " = ".join(one.names)
        if len(one.names) == 1 and one.names[0] in FACTORS:
            low, high = FACTORS[one.names[0]]
            name = f"{name}: {low} to {high}"
        lines.append(f"| {name} | {one.size:+.4f} | {one.low:+.4f} to {one.high:+.4f} |")
    return "\n".join(lines)


def _contrasts_table(found: Sequence[Contrast]) -> str:
    lines = [
        "| cell | contrast | difference | 95 % interval | p (Holm) | p (equal within 0.01) | |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in found:
        lines.append(
            f"| {one.cell} | {one.one} - {one.other} | {one.interval.mean:+.4f} "
            f"| {one.interval.low:+.4f} to {one.interval.high:+.4f} "
            f"| {one.p_holm:.3f} | {one.p_equivalent:.3f} | {one.words} |"
        )
    return "\n".join(lines)


def _fates_table(found: Sequence[Fate]) -> str:
    expected = {one.key: one.expected for one in PREDICTIONS}
    lines = ["| prediction | fate | |", "|---|---|---|"]
    lines += [f"| {expected[one.key]} | {one.fate} | {one.why} |" for one in found]
    return "\n".join(lines)


def _not_converged(rows: Sequence[Row]) -> str:
    diverged = [row for row in rows if row.diverged_at is not None]
    stuck = [row for row in rows if row.stuck and row.diverged_at is None]
    lines = [f"Of {len(rows)} runs {len(diverged)} diverged and {len(stuck)} stuck."]
    lines += [f"- diverged at step {row.diverged_at}: {row.run}" for row in diverged]
    lines += [f"- stuck, training error {row.true_error:.0%}: {row.run}" for row in stuck]
    return "\n".join(lines)


def nothing_is_missing(rows: Sequence[Row], seeds: Sequence[int], cells: Sequence[str]) -> str:
    """One sentence on what is not there yet, or that nothing is missing."""
    there = {(row.cell, row.seed) for row in rows}
    missing = [(cell, seed) for cell in cells for seed in seeds if (cell, seed) not in there]
    if not missing:
        return "No cell and no seed is missing."
    return f"{len(missing)} of {len(cells) * len(seeds)} pairs of cell and seed are missing."
