"""From a name and parameters to a row and values, for named and composed losses alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from losses.catalogue.composition import COMPOSED, TABLES, composed_spec
from losses.catalogue.shared import CENTRES
from losses.catalogue.table import LOSSES
from losses.parameters import Value
from losses.refusals import instead_of
from losses.spec import LossSpec


def spec_and_values(
    name: str, parameters: Mapping[str, Value]
) -> tuple[LossSpec, dict[str, Value]]:
    """The row of a loss, composed or named, and every parameter's value, checked.

    Every loss takes `centres`, though only Sub-center ArcFace has it in its row.

    Raises:
        ValueError: an unknown loss, slot or parameter, or a value out of range; the message lists
            what is allowed.
    """
    if name not in (*LOSSES, COMPOSED):
        raise ValueError(f"Unknown loss {name!r}{instead_of(name, LOSSES)}")
    slots = {}
    if name == COMPOSED:
        slots = {symbol: str(parameters[symbol]) for symbol in TABLES if symbol in parameters}
    spec = composed_spec(**slots) if name == COMPOSED else LOSSES[name]
    own = {k: v for k, v in parameters.items() if k not in slots}
    if spec.centres is None and not own.keys() <= spec.parameters.keys():
        spec = replace(spec, centres=CENTRES)
    return spec, spec.checked(own)
