"""The widgets of the controls: each draws itself, knows its values, and writes them as text.

The texts of a value are what Streamlit writes into the address: a number, or the title of a choice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

import streamlit as st

from app.controls.quoted import quoted
from app.scene.parameters import in_degrees

NEAR_AT_MOST = 60  # letters of a strange name that are compared with those of the list


class Widget(Protocol):
    """What every widget can do."""

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        """Draw it and return its value."""
        ...

    def allows(self, value: Any) -> bool:
        """Whether the widget can have this value."""
        ...

    def texts(self, value: Any) -> list[str]:
        """The value as the address has it: one text, or one for each chosen entry."""
        ...

    def refuses(self, texts: Sequence[str]) -> str:
        """Why an address cannot give it these texts, and what is allowed; nothing if it can."""
        ...


@dataclass(frozen=True)
class _InRange:
    """A number from `low` to `high`."""

    low: float
    high: float

    def allows(self, value: Any) -> bool:
        return bool(self.low <= value <= self.high)

    def texts(self, value: Any) -> list[str]:
        return [_plain(value)]

    def refuses(self, texts: Sequence[str]) -> str:
        whole = isinstance(self.low, int)
        number = _number(texts[-1])
        if self.low <= number <= self.high and (number.is_integer() or not whole):
            return ""
        kind = "a whole number" if whole else "a number"
        return f"{kind} from {_plain(self.low)} to {_plain(self.high)}, not {quoted(texts[-1])}"


@dataclass(frozen=True)
class _Titled:
    """A value out of a few, each with a title."""

    titles: Mapping[Any, str]

    def allows(self, value: Any) -> bool:
        return value in self.titles

    def texts(self, value: Any) -> list[str]:
        return [self.titles[value]]

    def refuses(self, texts: Sequence[str]) -> str:
        return _not_among(texts[-1], self.titles.values())


@dataclass(frozen=True)
class Slider(_InRange):
    """A number in a range; values between two steps are allowed."""

    step: float
    format: str | None = None
    degrees: bool = False  # an angle in radians: the label has it in degrees too

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        if self.degrees:
            label = f"{label}, {in_degrees(_present(more.get('key', ''), default))}"
        return st.slider(label, self.low, self.high, default, self.step, format=self.format, **more)


@dataclass(frozen=True)
class NumberInput(_InRange):
    """A number in a wide range, which is easier to type than to hit on a slider."""

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        return st.number_input(label, self.low, self.high, default, **more)


@dataclass(frozen=True)
class SelectSlider:
    """A number out of a few."""

    values: Sequence[float]

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        return st.select_slider(label, self.values, value=default, **more)

    def allows(self, value: Any) -> bool:
        return value in self.values

    def texts(self, value: Any) -> list[str]:
        return [_plain(value)]

    def refuses(self, texts: Sequence[str]) -> str:
        if _number(texts[-1]) in self.values:
            return ""
        return _not_among(texts[-1], map(_plain, self.values))


@dataclass(frozen=True)
class Toggle:
    """Off or on."""

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        return st.toggle(label, default, **more)

    def allows(self, value: Any) -> bool:
        return isinstance(value, bool)

    def texts(self, value: Any) -> list[str]:
        return [_plain(value)]

    def refuses(self, texts: Sequence[str]) -> str:
        return _not_among(texts[-1], ("true", "false"))


@dataclass(frozen=True)
class Segments(_Titled):
    """A choice of which all titles are seen."""

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        chosen = st.segmented_control(
            label,
            list(self.titles),
            default=default,
            format_func=self.titles.__getitem__,
            required=True,
            **more,
        )
        return default if chosen is None else chosen


@dataclass(frozen=True)
class Selectbox(_Titled):
    """A choice from a list."""

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        values = list(self.titles)
        at = values.index(default)
        return st.selectbox(label, values, index=at, format_func=self.titles.__getitem__, **more)


@dataclass(frozen=True)
class Multiselect:
    """Several choices from a list, in the order in which they were chosen, none twice."""

    titles: Mapping[Any, str]
    at_most: int

    def ask(self, label: str, default: Any, **more: Any) -> Any:
        return st.multiselect(
            label,
            list(self.titles),
            default=default,
            format_func=self.titles.__getitem__,
            max_selections=self.at_most,
            select_all=False,  # it would take the first six in silence
            **more,
        )

    def allows(self, value: Any) -> bool:
        none_twice = len(set(value)) == len(value)
        return none_twice and len(value) <= self.at_most and set(value) <= self.titles.keys()

    def texts(self, value: Any) -> list[str]:
        return [self.titles[entry] for entry in value]

    def refuses(self, texts: Sequence[str]) -> str:
        known = {title.lower() for title in self.titles.values()}
        strange = next((text for text in texts if text.lower() not in known), None)
        if strange is not None:
            near = get_close_matches(strange[:NEAR_AT_MOST], self.titles.values(), 1)
            return f"{quoted(strange)} is not in its list" + (f" (near: {near[0]})" if near else "")
        if len(texts) > self.at_most:
            return f"at most {self.at_most}, not {len(texts)}"
        if len({text.lower() for text in texts}) < len(texts):
            return "none twice"
        return ""


def _present(key: str, default: float) -> float:
    """The number that a widget has, or will have from the address."""
    asked = _number(st.query_params.get(key, ""))
    return float(st.session_state.get(key, default if math.isnan(asked) else asked))


def _not_among(text: str, allowed: Iterable[str]) -> str:
    """That a text is none of those that are allowed; nothing if it is one."""
    texts = list(allowed)
    if text.lower() in map(str.lower, texts):
        return ""
    return f"one of {', '.join(texts)}, not {quoted(text)}"


def _number(text: str) -> float:
    """The number that a text is; not a number if it is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _plain(value: Any) -> str:
    """A number or a switch as the address has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)
