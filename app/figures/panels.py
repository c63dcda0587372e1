"""The words of a panel: the loss and its parameters, in two lines or in one."""

from __future__ import annotations

from losses.catalogue import COMPOSED, LOSSES
from toy_models.config import LossChoice
from toy_models.record import Run

EMPTY_LINE = "\u00a0"  # a second line for a loss without parameters


def parameters(choice: LossChoice, *, scale: bool = False) -> str:
    """The parameters in the paper's symbols: "m = 0.3, t = 1.1"; the scale may go unsaid."""
    symbols = {}
    if choice.name != COMPOSED:
        symbols = {name: p.symbol for name, p in LOSSES[choice.name].parameters.items()}
    return ", ".join(
        f"{symbols.get(name, name)} = {value:g}"
        for name, value in choice.parameters
        if (scale or name != "scale") and isinstance(value, float)
    )


def titles(result: Run) -> list[str]:
    """For each loss of the run its name, and its parameters on a line of their own."""
    return [
        f"<b>{title}</b><br>{parameters(choice) or EMPTY_LINE}"
        for choice, title in zip(result.config.losses, result.titles, strict=True)
    ]


def labels(result: Run) -> list[str]:
    """The same on one line, for a legend."""
    return [
        ", ".join(part for part in (title, parameters(choice)) if part)
        for choice, title in zip(result.config.losses, result.titles, strict=True)
    ]
