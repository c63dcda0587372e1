"""The verdict in words: differences between losses, paired by seed.

Each loss is compared with the first; a loss with guidance also with the same loss without it, for
that is the question of guidance.

S: seeds, L: losses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.seeds.measures import Measure
from evidence.differences import Difference
from losses.catalogue import spec_and_values
from toy_models.config import LossChoice

Pair = tuple[int, int]  # a loss, and the loss that it is compared with

UNDECIDED = (
    "{seeds} seeds do not decide between {first} and {second}: {first} may be {low} lower, {high} "
    "higher, or anything between"
)
EQUAL = "{first} and {second} are equal in all {seeds} seeds"
HOW = (
    "The ranges are 95 % intervals of the mean difference, seed by seed (Student's t)."
    "{together} Seeds change the start, the batches and what is drawn of the data; the rest is as "
    "set. Not decided is not equal: a difference within the range may well be there, and more "
    "seeds would show it."
)
TOGETHER = " {count} intervals of a measure hold together, so each is wider (Bonferroni)."


@dataclass(frozen=True)
class Sentence:
    """What the seeds say of two losses."""

    words: str
    decided: bool  # the interval of the difference lies on one side of 0


def pairs(choices: Sequence[LossChoice]) -> list[Pair]:
    """Which losses are compared, in the order of the losses."""
    found: list[Pair] = []
    for loss, choice in enumerate(choices):
        others = {0, *_twins(choice, choices)} - {loss}
        found += [(loss, other) for other in sorted(others) if loss]
    return found


def _twins(choice: LossChoice, choices: Sequence[LossChoice]) -> list[int]:
    """The same loss without its guidance, where it is among the losses."""
    if not _slots(choice)[-1]:
        return []
    return [at for at, other in enumerate(choices) if _slots(other) == (*_slots(choice)[:-1], "")]


def _slots(choice: LossChoice) -> tuple[object, ...]:
    """What fills the slots; the margin with its width."""
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    names = [slot.name if slot else "" for slot in (spec.margin, spec.mining, spec.guidance)]
    return (values.get("margin") if spec.margin else None, *names)


def sentences(
    measure: Measure, values_SL: np.ndarray, titles: Sequence[str], compared: Sequence[Pair]
) -> list[Sentence]:
    """A sentence for each pair.

    "Arc-Softmax beats Softmax by 3.1 points (2.2 to 4.0)."
    """
    found = []
    for loss, other in compared:
        difference = Difference(values_SL[:, loss] - values_SL[:, other], digits=1)
        names = {"first": titles[loss], "second": titles[other], "seeds": len(values_SL)}
        sign = difference.sign_among(len(compared))
        low, high = (abs(end) for end in difference.interval(len(compared)))
        unit = measure.difference
        if not difference.values_S.any():
            found.append(Sentence(f"{EQUAL.format(**names)}.", decided=False))
            continue
        if not sign:
            ends = {"low": f"{low:.1f}{unit}", "high": f"{high:.1f}{unit}"}
            found.append(Sentence(f"{UNDECIDED.format(**names, **ends)}.", decided=False))
            continue
        least, most = sorted((low, high))
        by = f"{abs(difference.mean):.1f}{unit} ({least:.1f} to {most:.1f})"
        words = measure.more if sign > 0 else measure.fewer
        found.append(Sentence(f"{words.format(**names, by=by)}.", decided=True))
    return found


def summary(found: Sequence[Sentence], seeds: int) -> str:
    """How many comparisons the seeds decide, and which; nothing if nothing is compared."""
    decided = [each.words for each in found if each.decided]
    if not decided:
        return f"{seeds} seeds decide none of {len(found)} comparisons." if found else ""
    head = f"{seeds} seeds decide {len(decided)} of {len(found)} comparisons:"
    return " ".join([f"**{head}**", *decided])


def how(comparisons: int) -> str:
    """How the sentences of a measure were found."""
    together = TOGETHER.format(count=comparisons) if comparisons > 1 else ""
    return HOW.format(together=together)
