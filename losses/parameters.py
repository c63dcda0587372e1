"""A loss parameter as data: its symbol, unit, default and allowed range."""

from __future__ import annotations

from dataclasses import dataclass, replace

Value = float | str | bool
RADIANS = "radians"  # the unit of a number that is added to an angle
COSINES = "cosine units"  # of one that is added to a cosine


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number (or a choice) of a loss, as a reader meets it in the paper.

    `low` and `high` are both allowed values.  A parameter with `choices` takes one of those
    and has no range.  A parameter that is `whole` counts something.
    """

    symbol: str
    meaning: str
    unit: str
    default: Value
    low: float = 0.0
    high: float = 1.0
    choices: tuple[Value, ...] = ()
    whole: bool = False

    @property
    def allowed(self) -> str:
        """The allowed values in words, for messages and tables."""
        if self.choices:
            return " or ".join(str(choice) for choice in self.choices)
        kind = "a whole number, " if self.whole else ""
        return f"{kind}{self.low:g} to {self.high:g}"

    def with_default(self, default: Value) -> Parameter:
        """The same parameter with another default."""
        return replace(self, default=default)

    def checked(self, value: Value, *, where: str) -> Value:
        """Return `value` as this parameter stores it.

        Raises:
            ValueError: `value` is of the wrong kind or outside the allowed values; the message
                starts with `where` and lists what is allowed.
        """
        if self.choices:
            for choice in self.choices:
                if type(choice) is type(value) and choice == value:
                    return choice
        elif (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and self.low <= value <= self.high  # False for NaN
            and not (self.whole and value % 1)
        ):
            return float(value)
        unit = f" ({self.unit})" if self.unit else ""
        raise ValueError(f"{where} must be {self.allowed}{unit}, not {value!r}.")


# The kinds of parameter that most losses have.


def cosine(symbol: str, meaning: str, default: float) -> Parameter:
    """A number that is added to a cosine or compared with one."""
    return Parameter(symbol=symbol, meaning=meaning, unit=COSINES, default=default)


def radians(symbol: str, meaning: str, default: float) -> Parameter:
    """A number that is added to an angle."""
    return Parameter(symbol=symbol, meaning=meaning, unit=RADIANS, default=default, high=1.5)


def number(symbol: str, meaning: str, default: float, low: float, high: float) -> Parameter:
    """A number without a unit."""
    return Parameter(symbol=symbol, meaning=meaning, unit="", default=default, low=low, high=high)


def count(symbol: str, meaning: str, default: float, low: float, high: float) -> Parameter:
    """A whole number."""
    return Parameter(
        symbol=symbol, meaning=meaning, unit="", default=default, low=low, high=high, whole=True
    )


def length(symbol: str, meaning: str, default: float) -> Parameter:
    """A length that the features of an embedding are compared with."""
    return Parameter(
        symbol=symbol, meaning=meaning, unit="feature length", default=default, low=0.01, high=1e4
    )


def choice(symbol: str, meaning: str, default: Value, *others: Value) -> Parameter:
    """The default or one of the others."""
    return Parameter(
        symbol=symbol, meaning=meaning, unit="", default=default, choices=(default, *others)
    )
