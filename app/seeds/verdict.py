"""The verdict in words: each loss against the first, by differences that are paired by seed.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.seeds.measures import Measure
from evidence.differences import Difference

NONE = "No difference between {first} and {second} can be seen with {seeds} seeds ({interval})"
EQUAL = "{first} and {second} are equal in all {seeds} seeds"
HOW = (
    "In brackets: the 95 % interval of the mean difference, seed by seed (Student's t)."
    "{together} Seeds change the start, the batches and what is drawn of the data; the rest is as "
    "set. Not seeing a difference is no evidence that there is none."
)
TOGETHER = " {count} intervals of a measure hold together, so each is wider (Bonferroni)."


def sentences(measure: Measure, values_SL: np.ndarray, titles: Sequence[str]) -> list[str]:
    """A sentence for each loss but the first; none for a single loss.

    "Arc-Softmax beats Softmax by 3.1 points (2.2 to 4.0) over 5 seeds."
    """
    found = []
    comparisons = len(titles) - 1
    for loss in range(1, len(titles)):
        difference = Difference(values_SL[:, loss] - values_SL[:, 0], digits=1)
        names = {"first": titles[loss], "second": titles[0], "seeds": len(values_SL)}
        sign = difference.sign_among(comparisons)
        low, high = difference.interval(comparisons)
        if not difference.values_S.any():
            found.append(f"{EQUAL.format(**names)}.")
            continue
        if not sign:
            interval = f"{_number(low)} to {_number(high)}{measure.difference}"
            found.append(f"{NONE.format(**names, interval=interval)}.")
            continue
        ends = sorted((abs(low), abs(high)))
        by = f"{abs(difference.mean):.1f}{measure.difference} ({ends[0]:.1f} to {ends[1]:.1f})"
        words = measure.more if sign > 0 else measure.fewer
        found.append(f"{words.format(**names, by=by)}, over {len(values_SL)} seeds.")
    return found


def how(losses: int) -> str:
    """How the sentences were found."""
    together = TOGETHER.format(count=losses - 1) if losses > 2 else ""
    return HOW.format(together=together)


def _number(value: float) -> str:
    shown = f"{value:.1f}"
    return ("0.0" if shown == "-0.0" else shown).replace("-", "−")
