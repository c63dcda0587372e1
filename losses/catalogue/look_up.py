"""From a name and parameters to a row and values, for named and composed losses alike."""

from __future__ import annotations

from collections.abc import Mapping

from losses.catalogue.composition import COMPOSED, TABLES, composed_spec
from losses.catalogue.table import LOSSES
from losses.parameters import Value
from losses.refusals import instead_of
from losses.spec import LossSpec


def spec_and_values(
    name: str, parameters: Mapping[str, Value]
) -> tuple[LossSpec, dict[str, Value]]:
    """The row of a loss, composed or named, and every parameter's value, checked.

    Raises:
        ValueError: an unknown loss, slot or parameter, or a value out of range; the message lists
            what is allowed.
    """
    if name in LOSSES:
        return LOSSES[name], LOSSES[name].checked(parameters)
    if name != COMPOSED:
        raise ValueError(f"Unknown loss {name!r}{instead_of(name, LOSSES)}")
    slots = {symbol: str(parameters[symbol]) for symbol in TABLES if symbol in parameters}
    spec = composed_spec(**slots)
    return spec, spec.checked({k: v for k, v in parameters.items() if k not in slots})
