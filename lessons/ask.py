"""A prediction that is drawn: what is asked for, and how far a drawing is from the outcome."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

CLOSE, BELOW, ABOVE, MIXED = "close", "below", "above", "mixed"
VERDICTS = (CLOSE, BELOW, ABOVE, MIXED)
MOSTLY = 0.8  # of the places: then a drawing is below or above as a whole


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A value at each of some places: a border on a circle, a curve, means of categories.

    With `marks` the values are 1 and 0: which of some things are marked.  A drawing is "below" if
    some are missing, "above" if others are marked, "mixed" if both.

    Raises:
        ValueError: places and outcome do not match, or the outcome lies outside the range.
    """

    outcome: tuple[float, ...]
    low: float
    high: float
    start: float  # where every value stands before it is drawn
    close: float  # a mean distance that counts as right; with `log` a factor
    places: tuple[float, ...] = (0.0,)  # on the x axis of a curve; elsewhere they only count
    labels: tuple[str, ...] = ()  # of the places, for those who cannot see them
    log: bool = False  # distances are factors
    unit: str = ""
    digits: int = 0
    marks: bool = False

    def __post_init__(self) -> None:
        if len(self.places) != len(self.outcome):
            raise ValueError("An outcome has a value for each place.")
        if not all(self.low <= value <= self.high for value in (*self.outcome, self.start)):
            raise ValueError("An outcome lies within what can be drawn.")

    @classmethod
    def of_seeds(cls, values_SX: np.ndarray, *, label: str = "", **settings: Any) -> Self:
        """Means over seeds, at the places X; every value stands at the first mean before.

        Args:
            values_SX: a row for each seed.
            label: of a place, `"margin {:g}°"`.
            settings: the fields; without `places` they count from 0.
        """
        outcome = tuple(values_SX.mean(0).tolist())
        places = settings.pop("places", tuple(map(float, range(len(outcome)))))
        known = {"start": outcome[0], **_labels(places, label)} | settings
        return cls(outcome=outcome, places=places, **known)

    @classmethod
    def along(
        cls, x_X: np.ndarray | Sequence[float], y_X: np.ndarray, places: Sequence[float], *,
        label: str = "", **settings: Any,
    ) -> Self:  # fmt: skip
        """A curve at some places of its x axis; `label` as in `of_seeds`."""
        outcome = tuple(np.interp(places, x_X, y_X).tolist())
        return cls(outcome=outcome, places=tuple(places), **_labels(places, label), **settings)

    def distance(self, drawn: Sequence[float]) -> float:
        """Mean distance between the drawing and the outcome; with `log` a mean factor."""
        off = [abs(way) for way in self._ways(drawn)]
        mean = sum(off) / len(off)
        return math.exp(mean) if self.log else mean

    def verdict(self, drawn: Sequence[float]) -> str:
        """One of VERDICTS."""
        if self.distance(drawn) <= self.close:
            return CLOSE
        if self.marks:
            missing, others = self._missing_and_others(drawn)
            return MIXED if missing and others else ABOVE if others else BELOW
        above = sum(way > 0 for way in self._ways(drawn)) / len(self.outcome)
        return ABOVE if above >= MOSTLY else BELOW if above <= 1 - MOSTLY else MIXED

    def words(self, drawn: Sequence[float]) -> str:
        """The distance as a reader takes it in."""
        if self.marks:
            missing, others = self._missing_and_others(drawn)
            sought = round(sum(self.outcome))
            return f"{sought - missing} of {sought} found, {others} too many"
        distance = self.distance(drawn)
        if self.log:
            return f"off by a factor of {distance:.1f}"
        mean = "off by" if len(self.places) == 1 else "on average off by"
        return f"{mean} {distance:.{self.digits}f}{self.unit}"

    def accepts(self, drawn: object) -> bool:
        """Whether something is a drawing for it: as many numbers, within the range."""
        return (
            isinstance(drawn, list | tuple)
            and len(drawn) == len(self.places)
            and all(isinstance(value, int | float) for value in drawn)
            and all(self.low <= value <= self.high for value in drawn)
        )

    def _missing_and_others(self, drawn: Sequence[float]) -> tuple[int, int]:
        ways = self._ways(drawn)
        return sum(way < 0 for way in ways), sum(way > 0 for way in ways)

    def _ways(self, drawn: Sequence[float]) -> list[float]:
        pairs = zip(drawn, self.outcome, strict=True)
        return [math.log(a / b) if self.log else a - b for a, b in pairs]


def _labels(places: Sequence[float], label: str) -> dict[str, Any]:
    return {"labels": tuple(label.format(place) for place in places)} if label else {}
