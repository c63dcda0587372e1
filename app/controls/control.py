"""A row of the table of controls: everything about a setting in one place.

    Control(key="steps", label="Steps", widget=Slider(50, 3000, 50), default=900, sets="steps")

The row has the widget with its range, its key in the address and in the session, its first value,
and the field of the config that it sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.controls.binding import BOUND
from app.controls.widgets import Widget

LIVE = "live"  # the key of the switch that lets a change act on the training under way
#: What the widgets hold, by the key of the control.
Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Control:
    """A setting, its widget and its field.

    `sets` names the field that it decides, of a RunConfig or of a data set.  Usually the field
    has the widget's value.  If not, `from_widgets` gives the field from the values of all widgets,
    and `to_widget` gives the widget's value for a config: None where this control decides nothing.
    """

    key: str
    label: str
    widget: Widget
    default: Any
    sets: str = ""
    help: str | None = None
    in_address: bool = True
    live: bool = False  # whether it can act on a training under way
    to_widget: Callable[[Any], Any] | None = None
    from_widgets: Callable[[Values], Any] | None = None
    on_change: Callable[[], None] | None = None  # after a reader's change

    def ask(self) -> Any:
        """Draw the widget and return its value."""
        more: dict[str, Any] = {} if self.help is None else {"help": self.help}
        if self.in_address:
            more |= BOUND
        if self.on_change is not None:
            more["on_change"] = self.on_change
        label = self.label
        if self.live and st.session_state.get(LIVE):
            label += f" · :primary[{LIVE}]"
        return self.widget.ask(label, self.default, key=self.key, **more)

    def in_words(self, value: Any) -> str:
        """`classes 5`; what is on has its name alone, and what is off no words."""
        name = f"{self.label[0].lower()}{self.label[1:]}"
        if isinstance(value, bool):
            return name if value else ""
        return f"{name} {self.widget.texts(value)[0]}"


def ask(controls: Iterable[Control]) -> dict[str, Any]:
    """Draw the widgets and return their values."""
    return {control.key: control.ask() for control in controls}


def fields_of(controls: Iterable[Control], values: Values) -> dict[str, Any]:
    """The fields of a config that the widgets decide, by name."""
    return {
        control.sets: control.from_widgets(values) if control.from_widgets else values[control.key]
        for control in controls
    }


def values_of(controls: Iterable[Control], config: Any) -> dict[str, Any]:
    """What the widgets hold for this config."""
    found = {
        control.key: control.to_widget(config)
        if control.to_widget
        else getattr(config, control.sets)
        for control in controls
    }
    return {key: value for key, value in found.items() if value is not None}
