"""What a reader can move in a figure: with a hand, a slider, a link, or a number in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A number between two ends.

    Raises:
        ValueError: it starts outside its range, or a logarithmic one begins at zero or below.
    """

    name: str  # in links, `#slot?name=value`, and in words that follow, `[40°]{slot.name}`
    label: str
    low: float
    high: float
    start: float
    step: float = 1.0  # of an arrow key; with `log` a factor
    unit: str = ""
    digits: int = 0
    slider: bool = False  # it has a slider below the figure; else it is dragged in the figure
    log: bool = False  # equal ways are equal factors
    values: tuple[float, ...] = ()  # if it can only have these
    words: tuple[str, ...] = ()  # of the values
    parameter: str = ""  # of the figure's losses, which follows it
    seconds: float = 5.0  # that the clock takes for the whole way

    def __post_init__(self) -> None:
        if not self.low <= self.start <= self.high or (self.log and self.low <= 0):
            raise ValueError(f"The variable {self.name!r} has no such range or start.")

    @classmethod
    def of_values(
        cls,
        name: str,
        label: str,
        values: Sequence[float],
        start: float,
        words: Sequence[str] = (),
        **settings: object,
    ) -> Variable:
        """A slider that has only some values."""
        return cls(
            name=name,
            label=label,
            low=min(values),
            high=max(values),
            start=start,
            values=tuple(values),
            words=tuple(words),
            slider=True,
            **settings,  # type: ignore[arg-type]
        )

    def allows(self, value: float) -> bool:
        """Whether a link may set this value."""
        return value in self.values if self.values else self.low <= value <= self.high


ANGLE = Variable(
    name="angle", label="Angle to its own class", low=0, high=120, start=40, unit="°", seconds=6
)
SCALE = Variable(
    name="s", label="Scale s", low=1, high=64, start=16, step=1.1, log=True, digits=0,
    slider=True, parameter="scale",
)  # fmt: skip
MARGIN = Variable(
    name="m", label="Margin m", low=0, high=0.7, start=0.35, step=0.01, digits=2, slider=True,
    parameter="margin",
)  # fmt: skip
GUIDANCE = Variable(
    name="t", label="Guidance t", low=1, high=1.4, start=1.2, step=0.01, digits=2, slider=True,
    parameter="t",
)  # fmt: skip
