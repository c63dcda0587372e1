"""All settings of the Playground: the table of its controls, and what they make of a run.

settings = choose()              draws the widgets
settings.config                  the RunConfig that they ask for
widgets_of(config)               back: what the widgets hold for a config
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import streamlit as st

from app.controls.control import Control, Values, ask, fields_of, values_of
from app.controls.data import (
    DATA,
    FORMS,
    NOISE,
    choose_data,
    data_controls,
    data_of,
    data_picker,
    widgets_of_data,
)
from app.controls.losses import (
    COMMON_SCALE,
    LOSS_NAMES,
    choose_losses,
    loss_controls,
    loss_picker,
    losses_of,
    widgets_of_losses,
)
from app.controls.put import all_widgets
from app.controls.training import FEATURES, TRAINING, choose_training
from app.toy_runs.margins import all_unmet
from app.toy_runs.stuck import narrow
from toy_models.config import RunConfig
from toy_models.data import DataConfig
from toy_models.first_run import FIRST_DIMENSIONS, FIRST_RUN

T = TypeVar("T")

ELSEWHERE = "The Playground has no controls for some settings of this run, so it has no link."
MANY_PEOPLE = "Faces begin in 64-D: a circle or a sphere has no room for so many people."
#: The controls that set fields of a RunConfig itself.
RUN = (NOISE, *TRAINING)


@dataclass(frozen=True)
class Settings:
    """What the widgets hold, by key, and the config that they make."""

    values: Values = field(default_factory=dict)
    config: RunConfig | None = None  # None while something is wrong
    why: str = ""  # nothing can be trained, in a sentence


def choose(*, margins_said: bool = True) -> Settings:
    """Ask for everything.  What is wrong is said in a sentence beside its widgets.

    Args:
        margins_said: whether it is said that there is no room for a margin, or for the classes.
    """
    why: list[str] = []
    with all_widgets():
        data = _or_warning(choose_data, why)
        values = ask([NOISE, FEATURES])
        room = st.container()
        losses = _or_warning(choose_losses, why)
        margins = st.container()
        values |= choose_training(data)
    if data is None or losses is None:
        return Settings(why=" ".join(why))
    values |= losses
    config = _or_warning(lambda: config_of(values, data), why)
    if config is None:
        return Settings(why=" ".join(why))
    if margins_said and (words := narrow(config)):
        room.caption(f":material/straighten: {words}")
    if margins_said and config.embedding == FIRST_DIMENSIONS.get(config.data.kind):
        room.caption(f":material/straighten: {MANY_PEOPLE}")
    for words in all_unmet(config) if margins_said else ():
        margins.caption(f":material/straighten: {words}")
    return Settings({**widgets_of_data(data), **values}, config)


def config_of(values: Values, data: DataConfig) -> RunConfig:
    """The config that these widgets make on these data.  Raises ValueError as RunConfig."""
    fields = fields_of(RUN, {**values, DATA: data.kind})
    return replace(FIRST_RUN, data=data, losses=losses_of(values), **fields)


def widgets_of(config: RunConfig) -> dict[str, Any]:
    """The value of every widget that decides something of this config, by the widget's key.

    Raises:
        ValueError: the widgets cannot make this config; the sentence says so.
    """
    values = {
        **widgets_of_data(config.data),
        **values_of(RUN, config),
        **widgets_of_losses(config.losses),
    }
    rows = [row for row in controls(values) if row.key in values]
    data = config.data if config.data.kind in FORMS else data_of(values)
    allowed = all(row.widget.allows(values[row.key]) for row in rows)
    if not allowed or config_of(values, data) != config:
        raise ValueError(ELSEWHERE)
    return values


def controls(values: Values) -> Iterator[Control]:
    """The rows of the table that hold these values: some depend on the data and the losses."""
    yield data_picker()
    if DATA in values:
        yield from data_controls(values[DATA])
    yield from RUN
    yield loss_picker()
    yield COMMON_SCALE
    for name in values.get(LOSS_NAMES, ()):
        yield from loss_controls(name, values)


def _or_warning(ask: Callable[[], T], why: list[str]) -> T | None:
    """What is asked for; or None, and a warning says what is wrong, which `why` gets too."""
    try:
        return ask()
    except ValueError as error:
        st.warning(str(error))
        why.append(str(error))
        return None
