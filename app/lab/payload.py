"""Losses as the browser takes them: the names of their slots' code, with the arguments.

The browser has a small file for each slot, under the name that it has in `losses`; nothing else
about a loss is known there.
"""

from __future__ import annotations

from typing import Any

from losses.catalogue import LOSSES, spec_and_values
from losses.parameters import Parameter, Value
from losses.slots import Slot
from losses.spec import LossSpec
from toy_models.config import LossChoice

#: The code that `browser/losses/slots.js` has.  The others keep a state, draw at random, or read
#: the length of a feature, which is 1 on a circle.
CODE = frozenset(
    {
        "losses.a_softmax:a_margin",
        "losses.am_softmax:am_margin",
        "losses.arc_softmax:arc_margin",
        "losses.combined_margin:combined_margin",
        "losses.circle:circle_margin",
        "losses.npcface:npc_margin",
        "losses.focal:focal_weight",
        "losses.hard_mining:hard_weight",
        "losses.sv_softmax:sv_guide",
        "losses.mv_softmax:mv_guide",
        "losses.arcnegface:arcneg_guide",
        "losses.circle:circle_guide",
        "losses.npcface:npc_guide",
        "losses.circle:circle_boundary",
        "losses.npcface:npc_boundary",
    }
)


def can_show(spec: LossSpec) -> bool:
    """Whether the lab knows every part of this loss."""
    return spec.normalised and all(slot.code in CODE for slot in spec.slots)


#: The losses of the catalogue that can be chosen in the lab.
SHOWN = tuple(name for name, spec in LOSSES.items() if can_show(spec))
LARGEST_SCALE = 128.0  # of a slider; Circle loss's own is larger
STEPS = 500  # of a slider, from low to high
LEFT_OUT = tuple(spec.title for spec in LOSSES.values() if not can_show(spec))


def described(choice: LossChoice) -> dict[str, Any]:
    """A loss as data, for `browser/losses/equation.js`.

    Raises:
        ValueError: the lab does not know it; the sentence says which ones are left out.
    """
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    if not can_show(spec):
        raise ValueError(
            f"The lab does not show {spec.title}: it leaves out {', '.join(LEFT_OUT)}, which keep "
            "a state, draw at random, or read the length of a feature."
        )
    return {
        "name": spec.name,
        "title": spec.title,
        "scale": values["scale"],
        "parameters": values,
        "sliders": [
            _slider(name, parameter)
            for name, parameter in spec.parameters.items()
            if not parameter.choices
        ],
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
        "step": (high - low) / STEPS,
    }
