"""The options of a data set, described once: the allowed values, and how a form asks for them.

    classes: int = number(5, 2, 100, title="Classes", offered=(2, 20, 1))

The field of the dataclass is still an ordinary int with the default 5.  `check` refuses a value
outside 2 to 100; a form offers 2 to 20.  An option without a title is in no form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from toy_models.data.dataset import DataConfig

T = TypeVar("T")
N = TypeVar("N", int, float)


@dataclass(frozen=True)
class Range:
    """A number from `low` to `high`, both allowed; a form offers (lowest, highest, step)."""

    low: float
    high: float
    offered: tuple[float, float, float] | None = None

    def allows(self, value: Any) -> bool:
        """Whether the number is in the range; NaN is not."""
        return bool(self.low <= value <= self.high)

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Choice:
    """A value out of a few; a form shows their titles."""

    titles: Mapping[Any, str]

    def allows(self, value: Any) -> bool:
        """Whether it is among the values."""
        return value in self.titles

    def __str__(self) -> str:
        return " or ".join(map(str, self.titles))


@dataclass(frozen=True)
class Switch:
    """A value out of two; a form has a switch for them."""

    off: Any
    on: Any

    def allows(self, value: Any) -> bool:
        """Whether it is either of the two."""
        return value in (self.off, self.on)

    def __str__(self) -> str:
        return f"{self.off} or {self.on}"


@dataclass(frozen=True, kw_only=True)
class Option:
    """A field of a data set."""

    rule: Range | Choice | Switch  # which values are allowed
    default: Any  # of the field
    title: str = ""  # in a form; without one no form asks for it
    help: str | None = None
    start: Any = None  # what a form shows first, if it is not the default
    key: str = ""  # in a link; `<kind>_<field>` if empty
    name: str = ""  # of the field


def number(
    default: N,
    low: N,
    high: N,
    *,
    title: str = "",
    help: str | None = None,
    offered: tuple[N, N, N] | None = None,
    start: N | None = None,
    key: str = "",
) -> N:
    """A field that is a number from `low` to `high`.

    Args:
        default: of the field.
        low, high: the allowed range, both ends included.
        title, help: words of the form.
        offered: (lowest, highest, step) of the form's slider; in whole steps over the allowed
            range if None.
        start: what the form shows first, if it is not the default.
        key: the option's name in a link, if it is not `<kind>_<field>`.
    """
    rule = Range(low, high, offered)
    return _field(Option(rule=rule, default=default, title=title, help=help, start=start, key=key))


def choice(
    default: T, titles: Mapping[T, str], *, title: str = "", help: str | None = None, key: str = ""
) -> T:
    """A field that takes one of a few values; `titles` names each of them in words."""
    return _field(Option(rule=Choice(titles), default=default, title=title, help=help, key=key))


def switch(
    default: T, *, off: T, on: T, title: str = "", help: str | None = None, key: str = ""
) -> T:
    """A field that takes one of two values; `title` says what "on" means."""
    return _field(Option(rule=Switch(off, on), default=default, title=title, help=help, key=key))


def _field(option: Option) -> Any:
    return field(default=option.default, metadata={"option": option})


def options_of(data: DataConfig | type[DataConfig]) -> list[Option]:
    """The options of a data set, in the order of its fields."""
    return [
        replace(
            found,
            name=part.name,
            start=found.default if found.start is None else found.start,
            key=found.key or f"{data.kind}_{part.name}",
        )
        for part in fields(data)
        if (found := part.metadata.get("option")) is not None
    ]


def check(data: DataConfig) -> None:
    """Raise a ValueError if an option has a value that is not allowed; it names the option."""
    for option in options_of(data):
        value = getattr(data, option.name)
        if not option.rule.allows(value):
            raise ValueError(f"{data.kind} {option.name} must be {option.rule}, not {value}.")
