"""The parameters of a loss in words."""

from __future__ import annotations

from losses.catalogue import COMPOSED, LOSSES
from toy_models.config import LossChoice


def parameters(choice: LossChoice, *, scale: bool = False) -> str:
    """In the papers' symbols: "m = 0.3, t = 1.1"; the scale only if asked for."""
    symbols = {}
    if choice.name != COMPOSED:
        symbols = {name: p.symbol for name, p in LOSSES[choice.name].parameters.items()}
    return ", ".join(
        f"{symbols.get(name, name)} = {value:g}"
        for name, value in choice.parameters
        if (scale or name != "scale") and isinstance(value, float)
    )
