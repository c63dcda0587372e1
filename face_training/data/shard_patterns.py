"""The names that a pattern of shards stands for, as `faces-{000..199}.tar`; first they are counted.

The reader of such patterns makes all names at once, and a pattern of twenty letters can stand for
10^9 of them.
"""

from __future__ import annotations

import re
from pathlib import Path

SHARDS_AT_MOST = 100_000
LEVELS = 8  # of braces within each other
_RANGE = re.compile(r"\{(-?\d+)\.\.(-?\d+)(?:\.\.-?(\d+))?\}")
_DIGITS = 9  # of the ends of a range


def shard_names(pattern: str, at_most: int = SHARDS_AT_MOST) -> list[Path]:
    """All names, in their order.

    Raises:
        ValueError: they are too many, or the braces have no end.
    """
    from webdataset.shardlists import expand_urls

    if any(_count(part, at_most) > at_most for part in pattern.split("::")):
        raise ValueError(
            f"{_short(pattern)} stands for more than {at_most:,} shards, or has more than "
            f"{LEVELS} braces within each other."
        )
    return [Path(name) for name in expand_urls(pattern)]


def _count(pattern: str, at_most: int) -> int:
    """How many names there are, until they are too many; more where braces are within braces."""
    count = 1
    for start, end, step in _RANGE.findall(pattern):
        if max(len(start), len(end), len(step)) > _DIGITS:
            return at_most + 1
        count *= abs(int(end) - int(start)) // (int(step or 1) or 1) + 1
        if count > at_most:
            return count
    choices: list[int] = []  # in each brace that is open
    for sign in re.sub(r"\\.", "", pattern):
        if sign == "{":
            choices.append(1)
        elif choices and sign == ",":
            choices[-1] += 1
        elif choices and sign == "}":
            count *= choices.pop()
        if count > at_most or len(choices) > LEVELS:
            return at_most + 1
    return count


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 80 else f"{pattern[:80]}..."
