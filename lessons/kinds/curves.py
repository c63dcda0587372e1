"""Curves over one axis, with a marker that is dragged along them; a curve can be drawn.

Its readings: every variable, and the height at the marker of each line that has a key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from lessons.ask import Ask
from lessons.figure import Code, Live, Says
from lessons.variable import Variable
from toy_models.config import LossChoice

DIGITS = 5  # that are sent of a number
DASH = (6, 5)  # of a line beside which others are seen


@dataclass(frozen=True, kw_only=True)
class Axis:
    """An axis."""

    words: str
    low: float
    high: float
    log: bool = False
    unit: str = ""  # behind readings
    digits: int = 2  # of readings
    ticks: tuple[tuple[float, str], ...] = ()  # round numbers, if there are none here

    def message(self) -> dict[str, Any]:
        """As the browser takes it."""
        return {
            "words": self.words, "low": self.low, "high": self.high, "log": self.log,
            "unit": self.unit, "digits": self.digits,
            "ticks": [list(tick) for tick in self.ticks] or None,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line.  Where it follows a variable, `y`, `low` and `high` have a row for each value."""

    name: str  # in the legend; empty for none
    x: Any  # shape (X,)
    y: Any  # (X,), or (V, X) with `of`
    role: str = "ink"  # its colour: "own", "rival", "ink", "muted", "class-3", or a loss's name
    key: str = ""  # of its reading at the marker
    dash: tuple[int, ...] = ()
    low: Any = None  # of a band
    high: Any = None
    of: str = ""  # the variable that it follows
    answer: bool = False  # it is hidden while a curve is asked for
    since: float = 0  # it is hidden while the variable "shown" is less than this

    def message(self) -> dict[str, Any]:
        """As the browser takes it."""
        return {
            "name": self.name, "role": self.role, "key": self.key, "dash": list(self.dash),
            "x": short(self.x), "y": short(self.y), "low": short(self.low),
            "high": short(self.high), "of": self.of, "answer": self.answer,
            "since": self.since,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Upright:
    """A dotted line across the x axis, with words."""

    at: float
    words: str
    foot: bool = False  # its words stand at the foot, where the lines leave room there
    answer: bool = False  # it is hidden while a curve is asked for


def seed_line(x: Any, values_SX: np.ndarray, **settings: Any) -> Line:
    """The mean over seeds, with a band of one standard deviation."""
    mean_X, deviation_X = values_SX.mean(0), values_SX.std(0, ddof=1)
    return Line(x=x, y=mean_X, low=mean_X - deviation_X, high=mean_X + deviation_X, **settings)


def over_seeds(seeds: Sequence[int]) -> str:
    """What a `seed_line` shows, for the reader."""
    return f"Lines are means over {len(seeds)} seeds, bands one standard deviation."


def over_steps(last: float, *, every: int = 10, **settings: Any) -> Live:
    """Curves over the steps of a training; the clock draws them.

    Args:
        last: the last step.
        every: how far the marker goes at once.
        settings: the other arguments of `curves`.
    """
    step = Variable(name="step", label="Step", low=0, high=last, start=last, step=every)
    x = Axis(words="training step", low=0, high=last)
    return curves(x=x, marker=step, reveal=step, tour=f"step=0..{last:g}", **settings)


def curves(
    *,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    marker: Variable | None = None,
    reveal: Variable | None = None,
    more: Sequence[Variable] = (),
    uprights: Sequence[Upright] = (),
    asks: Mapping[str, Ask] | None = None,
    losses: Sequence[LossChoice] = (),
    **settings: Any,
) -> Live:
    """The figure.

    Args:
        x, y, lines, uprights: what is drawn.
        tour, says, reading, code: as in `Live`.
        marker: a variable on the x axis, dragged in the figure.
        reveal: a variable on the x axis; lines are drawn up to it, so that the clock draws them.
            It may be the marker.
        more: other variables, such as one that lines follow.
        asks: curves over x.
        losses: for the code behind it.
        settings: of `Live`.
    """
    variables = list(dict.fromkeys(variable for variable in (marker, reveal) if variable))
    content = {
        "x": x.message(),
        "y": y.message(),
        "lines": [line.message() for line in lines],
        "uprights": [asdict(line) for line in uprights],
        "marker": marker.name if marker else None,
        "reveal": reveal.name if reveal else None,
    }
    return Live(
        kind="curves",
        content=content,
        variables=(*variables, *more),
        losses=tuple(losses),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        asks=dict(asks or {}),
        **settings,
    )


def short(values: Any) -> Any:
    """Numbers with few digits, as lists; None stays."""
    if values is None:
        return None
    array = np.asarray(values, float)
    if array.ndim > 1:
        return [short(row) for row in array]
    return [float(f"{value:.{DIGITS}g}") for value in array]
