"""Which data: a data set with its options, and label noise.

The catalogue of data sets (`toy_models.data`) describes the options; a data set that needs other
widgets than those of its options has a form in FORMS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from app.controls.control import Control, Values, ask, fields_of, values_of
from app.controls.folded import folded, say_what_is_folded
from app.controls.upload import choose_table
from app.controls.widgets import Selectbox, Slider, Toggle, Widget
from toy_models.data import DATA_SETS, DataConfig, Table
from toy_models.data.option import Choice, Option, Range, options_of
from toy_models.first_run import FIRST_DIMENSIONS, FIRST_RUN

DATA, DIMENSION = "data", "dimension"  # the keys of the picker and of the features
STEPS = 100  # of a slider without steps of its own
FORMS: dict[str, Callable[[], DataConfig]] = {Table.kind: choose_table}

NOISE = Control(
    key="noise",
    label="Wrong labels",
    widget=Slider(0, 50, 5, format="%d %%"),
    default=round(100 * FIRST_RUN.label_noise),
    sets="label_noise",
    to_widget=lambda config: round(100 * config.label_noise),
    from_widgets=lambda values: values["noise"] / 100,
)


def data_picker() -> Control:
    """The list of the data sets."""
    return Control(
        key=DATA,
        label="Data",
        widget=Selectbox({kind: data.title for kind, data in DATA_SETS.items()}),
        default=FIRST_RUN.data.kind,
        on_change=_first_dimension,
    )


def _first_dimension() -> None:
    """Where the features have the first dimension of some data, they get that of these data."""
    state = st.session_state
    if state.get(DIMENSION) in {FIRST_RUN.embedding, *FIRST_DIMENSIONS.values()}:
        state[DIMENSION] = FIRST_DIMENSIONS.get(state[DATA], FIRST_RUN.embedding)


def data_controls(kind: str) -> list[Control]:
    """The controls of a data set's options, in their order; none if it has a form."""
    return [_control(option) for option in options_of(DATA_SETS[kind]) if option.title]


def choose_data() -> DataConfig:
    """Ask for the data.

    Raises:
        ValueError: the data cannot be used; the sentence says why.
    """
    kind = data_picker().ask()
    if kind in FORMS:
        return FORMS[kind]()
    rows = data_controls(kind)
    if not rows:
        return data_of({DATA: kind})
    with folded("Options of the data", "data", ":material/database:"):
        values = ask(rows)
    in_words = (row.in_words(values[row.key]) for row in rows)
    say_what_is_folded("data", " · ".join(filter(None, in_words)))
    return data_of({DATA: kind, **values})


def data_of(values: Values) -> DataConfig:
    """The data set of these widgets.  Raises ValueError if an option is out of range."""
    kind = values[DATA]
    return DATA_SETS[kind](**fields_of(data_controls(kind), values))


def widgets_of_data(data: DataConfig) -> dict[str, Any]:
    """What the widgets hold for these data.  What a form asks for is not among it."""
    return {DATA: data.kind, **values_of(data_controls(data.kind), data)}


def _control(option: Option) -> Control:
    """The control of an option."""
    widget: Widget
    default = option.start
    to_widget = from_widgets = None
    match option.rule:
        case Range(low, high, offered):
            widget = Slider(*(offered or (low, high, _step(option))))
        case Choice(titles):
            widget = Selectbox(titles)
        case switch:
            widget, default = Toggle(), option.start == switch.on

            def to_widget(data: Any) -> bool:
                return bool(getattr(data, option.name) == switch.on)

            def from_widgets(values: Values) -> Any:
                return switch.on if values[option.key] else switch.off

    return Control(
        key=option.key,
        label=option.title,
        widget=widget,
        default=default,
        help=option.help,
        sets=option.name,
        to_widget=to_widget,
        from_widgets=from_widgets,
    )


def _step(option: Option) -> float:
    """Of a slider over the whole allowed range."""
    assert isinstance(option.rule, Range)
    if isinstance(option.default, int):
        return 1
    return float(f"{(option.rule.high - option.rule.low) / STEPS:.1g}")
