"""Values that suit a toy: the papers' own are for tens of thousands of classes in 512 dimensions.

On a circle with ten classes the largest margin that can be met is 0.63 rad or 0.19 cosine units.
And s = 30 with t = 1.2 multiplies a rival by e^6 or more.  So the slots of the catalogue have
gentler values, too.
"""

from __future__ import annotations

from losses.catalogue import LOSSES
from losses.parameters import Value
from losses.spec import LossSpec
from toy_models.config import LossChoice

SCALE = 16.0


def gentle_value(spec: LossSpec, name: str) -> Value:
    """The toy value of a parameter of a loss: the slot's own, or the default if it has none."""
    for slot in spec.slots:
        if name in slot.gentle:
            return slot.gentle[name]
    return SCALE if name == "scale" else spec.parameters[name].default


def shares_scale(spec: LossSpec, name: str) -> bool:
    """Whether this parameter is a scale that losses have in common; few have one of their own."""
    return name == "scale" and gentle_value(spec, name) == SCALE


def gentle(name: str) -> LossChoice:
    """A loss of the catalogue with its toy values.  Raises KeyError for an unknown name."""
    spec = LOSSES[name]
    return LossChoice.of(name, **{p: gentle_value(spec, p) for p in spec.parameters})
