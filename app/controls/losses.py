"""Which losses are compared, and their parameters."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from app.controls.binding import BOUND, QUIET
from losses.catalogue import COMPOSED, GUIDANCES, LOSSES, MARGINS, MININGS, composed_spec
from losses.parameters import Parameter, Value
from toy_models.config import LossChoice
from toy_models.gentle import FIRST_RUN, SCALE, gentle_value

AT_MOST = 6
STEPS = 100  # of a slider, from low to high
COMPOSED_TITLE = "Composed f, g, h"
SLOTS = {"f": ("margin", MARGINS), "g": ("mining", MININGS), "h": ("guidance", GUIDANCES)}
SLOT_KEYS = tuple(f"{COMPOSED}-{symbol}" for symbol in SLOTS)


def choose_losses() -> tuple[LossChoice, ...]:
    """Ask for one to six losses.

    Raises:
        ValueError: none is chosen.
    """
    names = st.multiselect(
        "Losses, side by side",
        [*LOSSES, COMPOSED],
        default=[choice.name for choice in FIRST_RUN.losses],
        format_func=title_of,
        max_selections=AT_MOST,
        key="losses",
        help="All start from the same weights and see the same batches.",
        **BOUND,
    )
    if not names:
        raise ValueError("Choose at least one loss.")
    scale = st.slider(
        "Scale s, of all losses",
        1.0,
        64.0,
        SCALE,
        1.0,
        key="s",
        help="Logits are s cos θ.",
        **QUIET,
    )
    with st.expander("Margins m, guidance t, mining γ", icon=":material/tune:"):
        return tuple(_choose_parameters(name, scale) for name in names)


def title_of(name: str) -> str:
    """A loss as the list names it."""
    return COMPOSED_TITLE if name == COMPOSED else LOSSES[name].title


def _choose_parameters(name: str, scale: float) -> LossChoice:
    slots: dict[str, str] = {}
    if name == COMPOSED:
        st.markdown(f"**{COMPOSED_TITLE}**", help="Fill each slot of the equation freely.")
        slots = choose_slots(COMPOSED, **BOUND)
    spec = composed_spec(**slots) if slots else LOSSES[name]
    values: dict[str, Value] = {**slots}
    asked = []
    for name, parameter in spec.parameters.items():
        default = gentle_value(spec, name)
        if name == "scale" and default == SCALE:
            values[name] = scale
        else:
            asked.append((name, parameter.with_default(default)))
    if asked and not slots:
        st.markdown(f"**{spec.title}**", help=spec.notation or None)
    for name, parameter in asked:
        values[name] = _ask(f"{spec.name}-{name}", parameter)
    return LossChoice.of(spec.name, **values)


def choose_slots(key: str, **more: Any) -> dict[str, str]:
    """Ask for any f with any g and h: their names in the catalogue."""
    return {
        symbol: st.selectbox(
            f"{symbol}, {words}",
            list(table),
            format_func=partial(slot_title, symbol),
            key=f"{key}-{symbol}",
            **more,
        )
        for symbol, (words, table) in SLOTS.items()
    }


def slot_title(symbol: str, key: str) -> str:
    """What fills a slot, as the list names it."""
    slot = SLOTS[symbol][1][key]
    return slot.title if slot else "none"


def _ask(key: str, parameter: Parameter) -> Value:
    unit = f" ({parameter.unit})" if parameter.unit else ""
    label = f"{parameter.symbol}: {parameter.meaning}{unit}"
    if parameter.choices:
        choices = list(parameter.choices)
        at = choices.index(parameter.default)
        chosen: Value = st.selectbox(label, choices, index=at, key=key, **QUIET)
        return chosen
    low, high = float(parameter.low), float(parameter.high)
    default = float(parameter.default)
    step = float(f"{(high - low) / STEPS:.1g}")
    if high - low > STEPS:  # a wide range: a number is easier to type than to hit
        return float(st.number_input(label, low, high, default, key=key, **QUIET))
    return float(st.slider(label, low, high, default, step, key=key, **QUIET))
