"""The parameters of a loss in words."""

from __future__ import annotations

import math

from losses.catalogue import spec_and_values
from losses.parameters import RADIANS
from toy_models.config import LossChoice


def parameters(choice: LossChoice, *, scale: bool = False) -> str:
    """In the papers' symbols: "m = 0.3 rad (17°), t = 1.1"; the scale only if asked for."""
    spec, _ = spec_and_values(choice.name, dict(choice.parameters))
    rows = spec.parameters
    return ", ".join(
        f"{rows[name].symbol} = {in_unit(value, rows[name].unit)}"
        for name, value in choice.parameters
        if (scale or name != "scale") and isinstance(value, float)
    )


def in_unit(value: float, unit: str) -> str:
    """A value of a parameter: an angle as losses take it, and in degrees, in which it is seen."""
    return f"{value:g} rad ({in_degrees(value)})" if unit == RADIANS else f"{value:g}"


def in_degrees(radians: float) -> str:
    """ "17°"."""
    return f"{math.degrees(radians):.0f}°"
