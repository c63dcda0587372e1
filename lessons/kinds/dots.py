"""A measure by category: a dot for each seed, and mean and deviation; means can be predicted.

Its readings: `seeds`, how many are shown, and the mean of each category by its key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.ask import Ask
from lessons.figure import Code, Live, Says
from lessons.kinds.curves import Axis, short
from lessons.variable import Variable


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category with a value for each seed."""

    name: str  # a line break is one
    key: str  # of its mean, in sentences
    values: Any  # (S,)
    role: str = "ink"  # its colour: "own", "rival", "class-3", or a loss's name


def dots(
    *,
    y: Axis,
    categories: Sequence[Category],
    says: Says,
    reading: str,
    code: Code,
    asks: Mapping[str, Ask] | None = None,
    **settings: Any,
) -> Live:
    """The figure; its clock brings in the seeds.

    Args:
        y, categories: what is drawn.
        says, reading, code: as in `Live`.
        asks: a mean for each place, which is the index of a category; the others are shown.
        settings: of `Live`.
    """
    count = max(len(category.values) for category in categories)
    seeds = Variable(
        name="seeds", label="Seeds", low=1, high=count, start=count, seconds=3,
        values=tuple(float(n) for n in range(1, count + 1)),
    )  # fmt: skip
    return Live(
        kind="dots",
        content={
            "y": y.message(),
            "categories": [
                {
                    "name": category.name, "key": category.key, "role": category.role,
                    "values": short(category.values),
                }
                for category in categories
            ],
        },
        variables=(seeds,),
        tour=f"seeds=1..{count}",
        says=says,
        reading=reading,
        code=code,
        asks=dict(asks or {}),
        **settings,
    )  # fmt: skip
