"""Each arm by itself: its TAR, what it has left to learn, what t finds to push, and what stuck."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.resampling import Interval, difference_interval
from toy_models.guidance.arms import RISE
from toy_models.guidance.plain_names import arm_in_words
from toy_models.guidance.rows import Row

#: Under this share of training pictures with a support vector there is next to nothing to push.
FEW = 0.01
#: Losses of stage 2 whose runs that stuck stand beside what the settings can tell.
TELLING = ("norm", "sv", "sv_constant", "arc", "sv_arc")


@dataclass(frozen=True, kw_only=True)
class ArmAlone:
    """One arm in one setting; means over its seeds, those that diverged left out.

    Shares are 0 to 1.
    """

    cell: str
    arm: str
    tar: Interval  # over seeds and over the people of the test, as that of a difference
    error: float  # on training pictures at the end, against the labels that were given
    true_error: float  # the same against the labels before any went wrong
    at_the_rise: float  # training pictures with a support vector when t starts to rise, or nan
    stuck: int  # seeds
    seeds: int


def alone(rows: Sequence[Row]) -> list[ArmAlone]:
    """Every arm with two seeds or more that did not diverge, setting by setting."""
    found = []
    for cell, arm in dict.fromkeys((row.cell, row.arm) for row in rows):
        here = [
            row for row in rows if (row.cell, row.arm) == (cell, arm) and row.diverged_at is None
        ]
        if len(here) < 2:
            continue
        replicates_SR = np.array([row.replicates or (0,) for row in here]) / 1e4
        found.append(
            ArmAlone(
                cell=cell,
                arm=arm,
                tar=difference_interval(np.array([row.tar for row in here]), replicates_SR),
                error=float(np.mean([row.error for row in here])),
                true_error=float(np.mean([row.true_error for row in here])),
                at_the_rise=float(np.mean([support_at_the_rise(row) for row in here])),
                stuck=sum(row.stuck for row in here),
                seeds=len(here),
            )
        )
    return found


def support_at_the_rise(row: Row) -> float:
    """The share of training pictures with a support vector when t starts to rise; nan if unseen."""
    start = round(RISE[0] * row.looks[-1])
    shares = dict(zip(row.looks, row.support_curve, strict=True))
    return shares.get(start, math.nan)


def without_support(rows: Sequence[Row], arm: str = "norm") -> list[str]:
    """Settings in which this arm has next to no support vector left when t starts to rise.

    There an arm that differs from it by a raised t alone is the same loss, or nearly so.
    """
    return [cell for cell, share in at_the_rise(rows, arm).items() if share < FEW]


def at_the_rise(rows: Sequence[Row], arm: str = "norm") -> dict[str, float]:
    """The mean share of training pictures with a support vector when t starts to rise, by cell."""
    shares: dict[str, list[float]] = {}
    for row in rows:
        if row.arm == arm and row.diverged_at is None:
            shares.setdefault(row.cell, []).append(support_at_the_rise(row))
    return {cell: float(np.mean(found)) for cell, found in shares.items()}


def alone_table(rows: Sequence[Row]) -> str:
    """A row an arm, as Markdown."""
    lines = [
        "| setting | loss | TAR | 95 % interval | training error | true labels "
        "| support vectors at the rise | stuck |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in alone(rows):
        at_the_rise = "" if math.isnan(one.at_the_rise) else f"{one.at_the_rise:.1%}"
        lines.append(
            f"| {one.cell} | {arm_in_words(one.arm)} | {one.tar.mean:.3f} "
            f"| {one.tar.low:.3f} to {one.tar.high:.3f} "
            f"| {one.error:.1%} | {true_words(one.cell, one.true_error)} | {at_the_rise} "
            f"| {one.stuck} of {one.seeds} |"
        )
    return "\n".join(lines)


def true_words(cell: str, true_error: float) -> str:
    """The error against true labels, where it is another; nothing where all labels are right."""
    return "" if "w0" in cell.split() else f"{true_error:.1%}"


def telling_table(rows: Sequence[Row], arms: Sequence[str]) -> str:
    """What the settings of stage 2 can tell: support vectors at the rise, and what stuck."""
    of = {(one.cell, one.arm): one for one in alone(rows)}
    lines = [
        "| setting | support vectors at the rise | training error "
        f"| {' | '.join(f'stuck: {arm_in_words(arm)}' for arm in arms)} |",
        "|---" * (3 + len(arms)) + "|",
    ]
    for cell in dict.fromkeys(row.cell for row in rows):
        here = [of[cell, arm] for arm in arms if (cell, arm) in of]
        if len(here) == len(arms):
            stuck = " | ".join(f"{one.stuck} of {one.seeds}" for one in here)
            first = here[0]
            lines.append(f"| {cell} | {first.at_the_rise:.1%} | {first.error:.1%} | {stuck} |")
    return "\n".join(lines)


def stuck_words(rows: Sequence[Row]) -> list[str]:
    """Runs that stuck, counted: a line a setting, in it every arm of which one did."""
    lines = []
    for cell in dict.fromkeys(row.cell for row in rows):
        counts = []
        for arm in dict.fromkeys(row.arm for row in rows if row.cell == cell):
            here = [row for row in rows if (row.cell, row.arm) == (cell, arm)]
            stuck = [row for row in here if row.stuck and row.diverged_at is None]
            if stuck:
                counts.append(f"{arm_in_words(arm)} {len(stuck)} of {len(here)}")
        if counts:
            lines.append(f"{cell}: {', '.join(counts)}")
    return lines
