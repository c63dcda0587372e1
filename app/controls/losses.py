"""Which losses are compared, and their parameters: all rows come from the catalogue of losses."""

from __future__ import annotations

from typing import Any

from app.controls.control import Control, Values, ask
from app.controls.loss_catalogue import COMPOSED_TITLE, loss_catalogue
from app.controls.widgets import Multiselect, NumberInput, Selectbox, Slider, Widget
from app.toy_runs.changes import is_live
from losses.catalogue import (
    COMPOSED,
    GUIDANCES,
    LOSSES,
    MARGINS,
    MININGS,
    composed_spec,
    spec_and_values,
)
from losses.parameters import RADIANS, Parameter, Value
from losses.spec import LossSpec
from toy_models.config import LossChoice
from toy_models.first_run import FIRST_RUN
from toy_models.gentle import SCALE, gentle_value, shares_scale

LOSS_NAMES = "losses"  # the key of the picker
AT_MOST = 6
STEPS = 100  # of a slider, from low to high
SHORT = 12  # letters of a parameter's name on a slider
SLOTS = {"f": ("margin", MARGINS), "g": ("mining", MININGS), "h": ("guidance", GUIDANCES)}

#: The scale of every loss that has no control for one of its own.
COMMON_SCALE = Control(
    key="s",
    label="Scale s, of all losses",
    widget=Slider(1.0, 64.0, 1.0),
    default=SCALE,
    help="It multiplies the cosines: the larger s, the surer softmax. Logits are s cos θ; θ is the "
    "angle of a sample to a class weight.",
    live=True,
)


def loss_picker() -> Control:
    """The list of the losses."""
    titles = {name: spec.title for name, spec in LOSSES.items()}
    return Control(
        key=LOSS_NAMES,
        label="Losses, side by side",
        widget=Multiselect({**titles, COMPOSED: COMPOSED_TITLE}, AT_MOST),
        default=[choice.name for choice in FIRST_RUN.losses],
        help="All start from the same weights and see the same batches.",
    )


def slot_controls(key: str, **more: Any) -> list[Control]:
    """The controls of f, g and h, under keys that begin with `key`."""
    return [
        Control(
            key=f"{key}-{symbol}",
            label=f"{symbol} of the composed loss, its {words}",
            widget=Selectbox(
                {name: slot.title if slot else "none" for name, slot in table.items()}
            ),
            default=next(iter(table)),
            sets=symbol,
            **more,
        )
        for symbol, (words, table) in SLOTS.items()
    ]


def slots_of(key: str, values: Values) -> dict[str, str]:
    """What fills f, g and h."""
    return {symbol: values[f"{key}-{symbol}"] for symbol in SLOTS}


def parameter_controls(spec: LossSpec) -> list[Control]:
    """The controls of a loss's parameters, but not of a scale that all losses share."""
    return [
        _control(spec, name, parameter.with_default(gentle_value(spec, name)))
        for name, parameter in spec.parameters.items()
        if not shares_scale(spec, name)
    ]


def loss_controls(name: str, values: Values) -> list[Control]:
    """The controls of a loss; those of a composition depend on what fills its slots."""
    if name != COMPOSED:
        return parameter_controls(LOSSES[name])
    slots = slot_controls(COMPOSED)
    filled = {slot.sets: values.get(slot.key, slot.default) for slot in slots}
    return [*slots, *parameter_controls(composed_spec(**filled))]


def choose_losses() -> dict[str, Any]:
    """Ask for one to six losses; what the widgets hold.

    Raises:
        ValueError: no loss is chosen.
    """
    values = ask([loss_picker()])
    loss_catalogue(LOSS_NAMES, AT_MOST)
    if not values[LOSS_NAMES]:
        raise ValueError("Choose at least one loss.")
    for name in values[LOSS_NAMES]:
        values |= _ask_parameters(name)
    return {**values, **ask([COMMON_SCALE])}


def _ask_parameters(name: str) -> dict[str, Any]:
    if name == COMPOSED:
        slots = ask(slot_controls(COMPOSED))
        spec = composed_spec(**slots_of(COMPOSED, slots))
        return {**slots, **ask(parameter_controls(spec))}
    return ask(parameter_controls(LOSSES[name]))


def losses_of(values: Values) -> tuple[LossChoice, ...]:
    """The losses of these widgets.  Raises ValueError if parameters contradict one another."""
    return tuple(_choice(name, values) for name in values[LOSS_NAMES])


def _choice(name: str, values: Values) -> LossChoice:
    parameters: dict[str, Value] = {
        control.sets: values[control.key] for control in loss_controls(name, values)
    }
    slots = {symbol: str(parameters[symbol]) for symbol in SLOTS if name == COMPOSED}
    spec = composed_spec(**slots) if slots else LOSSES[name]
    for parameter in spec.parameters:
        if shares_scale(spec, parameter):
            parameters[parameter] = values[COMMON_SCALE.key]
    return LossChoice.of(name, **parameters)


def widgets_of_losses(losses: tuple[LossChoice, ...]) -> dict[str, Any]:
    """What the widgets hold for these losses."""
    values: dict[str, Any] = {
        LOSS_NAMES: [choice.name for choice in losses],
        COMMON_SCALE.key: COMMON_SCALE.default,
    }
    for choice in reversed(losses):  # so that the first loss decides the common scale
        given = dict(choice.parameters)
        spec, parameters = spec_and_values(choice.name, given)
        slots = {symbol: given.get(symbol, "none") for symbol in SLOTS if choice.name == COMPOSED}
        for name, value in {**slots, **parameters}.items():
            key = COMMON_SCALE.key if shares_scale(spec, name) else f"{choice.name}-{name}"
            values[key] = value
    return values


def _called(parameter: Parameter) -> str:
    """A short name and the symbol, "Margin m"; the symbol alone where its meaning is long."""
    name = parameter.meaning.split(";")[0].split(" on ")[0]
    return f"{name.capitalize()} {parameter.symbol}" if len(name) <= SHORT else parameter.symbol


def _angle(parameter: Parameter) -> dict[str, Any]:
    """How a slider writes an angle."""
    return {"format": "%.2f rad", "degrees": True} if parameter.unit == RADIANS else {}


def _plain(spec: LossSpec, name: str) -> str:
    """What a parameter does, in plain words; empty where its meaning says it already."""
    adds = spec.margin is not None and spec.margin.name in ("am", "arc")
    if name == "t":
        return "How much harder support vectors are pushed than other wrong classes; 1: no harder."
    if name == "margin" and adds:
        return "By how much the own class must be nearer than every other; 0: no margin."
    return ""


def _control(spec: LossSpec, name: str, parameter: Parameter) -> Control:
    meaning = ", in ".join(filter(None, (parameter.meaning, parameter.unit)))
    said = f"{_plain(spec, name)} {meaning[0].upper()}{meaning[1:]}."
    title = COMPOSED_TITLE if spec.name == COMPOSED else spec.title
    default = parameter.default if parameter.choices else float(parameter.default)
    widget: Widget
    if parameter.choices:
        widget = Selectbox({choice: str(choice) for choice in parameter.choices})
    else:
        low, high = float(parameter.low), float(parameter.high)
        step = 1.0 if parameter.whole else float(f"{(high - low) / STEPS:.1g}")
        # In a wide range a number is easier to type than to hit.
        widget = (
            NumberInput(low, high)
            if high - low > STEPS
            else Slider(low, high, step, **_angle(parameter))
        )
    return Control(
        key=f"{spec.name}-{name}",
        label=f"{_called(parameter)} of {title}",
        help=f"{said} {spec.notation}".strip(),
        live=is_live(name, default),
        widget=widget,
        default=default,
        sets=name,
    )
