"""Losses as data for the browser: the names of their slots' code, with the arguments.

The browser has a small file for each slot, under the name that it has in `losses`; it knows nothing
else about a loss.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from app.drawing.files import file_text
from losses.catalogue import LOSSES, spec_and_values
from losses.parameters import Parameter, Value
from losses.slots import Slot
from losses.spec import LossSpec
from toy_models.config import LossChoice


@cache
def in_browser(code: str) -> bool:
    """Whether the browser has the function that fills a slot, "losses.arc_softmax:arc_margin".

    It has if a file of the same name in `app/drawing/browser/losses/` exports a function of the
    same name.  The functions that it lacks keep a state, draw at random, or read the length of a
    feature, which is 1 on a circle.
    """
    module, function = code.removeprefix("losses.").split(":")
    try:
        text = file_text(f"drawing/browser/losses/{module}.js")
    except FileNotFoundError:
        return False
    return f"export function {function}(" in text


def can_show(spec: LossSpec) -> bool:
    """Whether the lab knows every part of this loss.  There a class has one centre."""
    return spec.normalised and _in_browser(spec)


def _in_browser(spec: LossSpec) -> bool:
    codes = [code for slot in spec.slots for code in (slot.code, slot.indicator) if code]
    return spec.centres is None and all(in_browser(code) for code in codes)


#: The losses of the catalogue that can be chosen in the lab.
SHOWN = tuple(name for name, spec in LOSSES.items() if can_show(spec))
LARGEST_SCALE = 128.0  # of a slider; Circle loss's own is larger
STEPS = 100  # at least, of a slider from low to high
LEFT_OUT = tuple(spec.title for spec in LOSSES.values() if not can_show(spec))


def described(choice: LossChoice) -> dict[str, Any]:
    """A loss as data, for `app/drawing/browser/losses/slots.js`.

    Raises:
        ValueError: the lab does not know it; the sentence lists the losses that are left out.
    """
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    if not can_show(spec):
        raise ValueError(
            f"The lab does not show {spec.title}: it leaves out {', '.join(LEFT_OUT)}, which keep "
            "a state, draw at random, read the length of a feature, have several centres of a "
            "class, or are not yet written for the browser."
        )
    return {
        **_filled_in(spec, values),
        "sliders": [
            _slider(name, parameter)
            for name, parameter in spec.parameters.items()
            if not parameter.choices
        ],
    }


def equation(choice: LossChoice) -> dict[str, Any] | None:
    """A loss as `described` has it, without sliders; None if the browser lacks a part of it.

    Where `normalised` is false the equation takes inner products W x in the place of cosines.
    """
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    if not _in_browser(spec):
        return None
    return _filled_in(spec, values)


def _filled_in(spec: LossSpec, values: dict[str, Value]) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": spec.title,
        "normalised": spec.normalised,
        "comparesSamples": any(slot.compares_samples for slot in spec.slots),
        "scale": values.get("scale", 1.0),
        "parameters": values,
        "margin": _filled(spec, spec.margin, values),
        "mining": _filled(spec, spec.mining, values),
        "guidance": _filled(spec, spec.guidance, values),
    }


def _filled(spec: LossSpec, slot: Slot | None, values: dict[str, Value]) -> dict[str, Any] | None:
    if slot is None:
        return None
    return {
        "code": slot.code,
        "arguments": spec.arguments(slot, values),
        "reads": {name: spec.tied.get(name, name) for name in slot.parameters},
        "boundary": _filled(spec, slot.boundary, values),
        "indicator": slot.indicator,
    }


def _slider(name: str, parameter: Parameter) -> dict[str, Any]:
    low, high = parameter.low, parameter.high
    if name == "scale":
        low, high = 1.0, min(high, LARGEST_SCALE)
    return {
        "name": name,
        "symbol": parameter.symbol,
        "meaning": parameter.meaning,
        "unit": parameter.unit,
        "low": low,
        "high": high,
        "step": 10.0 ** math.floor(math.log10((high - low) / STEPS)),
    }
