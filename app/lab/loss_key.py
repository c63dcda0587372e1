"""A loss without its numbers, as a text: a name of the catalogue, or `composed:f:g:h`."""

from __future__ import annotations

from typing import Any

from losses.catalogue import COMPOSED, LOSSES, composed_spec
from losses.parameters import Value
from toy_models.config import LossChoice


def choice_of(key: str, parameters: dict[str, Value] | None = None) -> LossChoice:
    """The loss of a key, with the defaults of parameters that are not given."""
    name, *slots = key.split(":")
    return LossChoice.of(name, **dict(zip("fgh", slots, strict=False)), **(parameters or {}))


def key_of(choice: LossChoice) -> str:
    """The key of a loss, whatever its parameters are."""
    if choice.name != COMPOSED:
        return choice.name
    slots = dict(choice.parameters)
    return ":".join([COMPOSED, *(str(slots.get(symbol, "none")) for symbol in "fgh")])


def title_of(key: str) -> str:
    """The title of a key's loss."""
    name, *slots = key.split(":")
    return composed_spec(*slots).title if name == COMPOSED else LOSSES[name].title


def with_parameters(choice: LossChoice, parameters: dict[str, Any]) -> LossChoice:
    """The same loss with these parameters.  Raises ValueError as `LossChoice`."""
    return choice_of(key_of(choice), parameters)
