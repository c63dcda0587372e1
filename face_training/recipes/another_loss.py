"""A recipe with another loss than its own: which of its parameters still mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from losses.catalogue import LOSSES


def shared_parameters(given: Mapping[str, Any], own: str, other: str) -> dict[str, Any]:
    """Of the parameters of the loss `own` those that `other` has, too, in the same unit.

    A scale of 16 stays.  A margin of 0.3 radians is not one of 0.3 in cosine units, and what the
    other loss does not know goes: it then takes its own defaults.
    """
    if own not in LOSSES or other not in LOSSES:
        return {name: value for name, value in given.items() if name == "scale"}
    known, wanted = LOSSES[own].parameters, LOSSES[other].parameters
    return {
        name: value
        for name, value in given.items()
        if name in wanted and (name not in known or known[name].unit == wanted[name].unit)
    }
