"""The best setting of a loss: one rule for all, so that none is compared at a setting of another's.

Parameters are tuned one after another, each on a ladder of values: the value to start from and
its two neighbours are tried; while the best is the last that was tried on its side and the ladder
goes on, the next one is tried as well.  Then the next parameter, with those before at their best.

The rule sees only what was measured: it gives the settings that it wants to know next, and an
interrupted search goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

#: One value for each ladder.
Setting = tuple[float, ...]


@dataclass(frozen=True)
class Ladder:
    """The values that a parameter may take, and where the search starts.

    Attributes:
        name: a letter.
        values: they rise.
        start: one of them.
        unit: what follows a value in a table, "rad".

    Raises:
        ValueError: the values do not rise, or the start is none of them.
    """

    name: str
    values: tuple[float, ...]
    start: float
    unit: str = ""

    def __post_init__(self) -> None:
        if list(self.values) != sorted(set(self.values)) or self.start not in self.values:
            raise ValueError(
                f"The ladder of {self.name} needs rising values with {self.start:g} among them, "
                f"not {', '.join(f'{value:g}' for value in self.values)}."
            )


@dataclass(frozen=True, kw_only=True)
class Search:
    """Where a search stands.

    Attributes:
        wanted: the settings to measure next; none when the search is over.
        best: the best setting, or None while the search goes on.
        at_the_end: the ladders on which the best is the first or the last value, so that a
            better one may lie beyond.
    """

    wanted: tuple[Setting, ...]
    best: Setting | None = None
    at_the_end: tuple[str, ...] = ()


def search(ladders: Sequence[Ladder], measured: Mapping[Setting, float]) -> Search:
    """The state of a search that has measured this; of equal measures the lower value is best.

    Args:
        ladders: one for each parameter, in the order in which they are tuned.
        measured: the measure of each setting that is known, the more the better.
    """
    best = [ladder.start for ladder in ladders]
    for axis, ladder in enumerate(ladders):
        values = ladder.values
        start = values.index(ladder.start)
        low, high = max(0, start - 1), min(len(values) - 1, start + 1)
        while True:
            tried = [_with(best, axis, value) for value in values[low : high + 1]]
            if missing := [setting for setting in tried if setting not in measured]:
                return Search(wanted=tuple(missing))
            top = max(tried, key=lambda setting: measured[setting])
            if top == tried[-1] and high < len(values) - 1:
                high += 1
            elif top == tried[0] and low > 0:
                low -= 1
            else:
                break
        best[axis] = top[axis]
    return Search(wanted=(), best=tuple(best), at_the_end=at_the_end(ladders, best))


def at_the_end(ladders: Sequence[Ladder], setting: Sequence[float]) -> tuple[str, ...]:
    """The ladders on which a setting has the first or the last value."""
    return tuple(
        ladder.name
        for ladder, value in zip(ladders, setting, strict=True)
        if value in (ladder.values[0], ladder.values[-1])
    )


def ends_in_words(found: Iterable[tuple[str, Sequence[Ladder], Setting]]) -> str:
    """A sentence on the searches that are over: which of them stopped where a ladder ends.

    Args:
        found: of each search what it is called, its ladders and its best setting.
    """
    ends = [
        f"{name} at {ladder.name} = {value:g} {ladder.unit}".rstrip()
        for name, ladders, best in found
        for ladder, value in zip(ladders, best, strict=True)
        if ladder.name in at_the_end(ladders, best)
    ]
    if not ends:
        return "No best value is the first or the last that could be chosen."
    return (
        "At an end of what could be chosen, so that a better one may lie beyond: "
        f"{'; '.join(ends)}."
    )


def means(
    found: Iterable[tuple[Setting, int, float]], seeds: Sequence[int]
) -> dict[Setting, float]:
    """The mean measure of each setting that has one of every seed.

    Args:
        found: setting, seed, measure of each run; those of other seeds are left out.
        seeds: those that choose the setting.
    """
    of: dict[Setting, dict[int, float]] = {}
    for setting, seed, value in found:
        if seed in seeds:
            of.setdefault(setting, {})[seed] = value
    return {setting: mean(by.values()) for setting, by in of.items() if len(by) == len(seeds)}


def words(ladders: Sequence[Ladder], setting: Setting) -> str:
    """`s0.8 m0.3`."""
    pairs = zip(ladders, setting, strict=True)
    return " ".join(f"{ladder.name}{value:g}" for ladder, value in pairs)


def _with(setting: Sequence[float], axis: int, value: float) -> Setting:
    return (*setting[:axis], value, *setting[axis + 1 :])
