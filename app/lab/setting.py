"""What the reader has set in the lab, as a line of the address and back.

C: class weights on the circle.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.lab.payload import described
from losses.catalogue import COMPOSED
from losses.parameters import Value
from toy_models.config import MAX_LOSSES, LossChoice

LONGEST = 4000  # characters of a line
CLASSES = (2, 10)
BROKEN = "it is no description of a lab"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A sample, class weights, and the losses that look at them.

    Raises:
        ValueError: something is out of range; the sentence repeats nothing of what was given.
    """

    losses: tuple[LossChoice, ...]
    sample: float = math.radians(65)  # around the circle, counter-clockwise from the right
    label: int = 0
    weights_C: tuple[float, ...] = tuple(math.radians(angle) for angle in (20, 100, 190, 280))
    focus: int = 0  # the loss whose curve is drawn around the circle

    def __post_init__(self) -> None:
        low, high = CLASSES
        if not low <= len(self.weights_C) <= high:
            raise ValueError(f"there are {low} to {high} class weights")
        if not 1 <= len(self.losses) <= MAX_LOSSES:
            raise ValueError(f"there are 1 to {MAX_LOSSES} losses")
        if not all(math.isfinite(angle) for angle in (self.sample, *self.weights_C)):
            raise ValueError("angles are finite numbers")
        if not 0 <= self.label < len(self.weights_C) or not 0 <= self.focus < len(self.losses):
            raise ValueError("the sample's class and the loss in focus are among those there are")
        for choice in self.losses:
            described(choice)

    def line(self) -> str:
        """The setting as text, for an address."""
        return json.dumps(
            {
                "x": round(self.sample, 4),
                "y": self.label,
                "w": [round(angle, 4) for angle in self.weights_C],
                "l": [[choice.name, dict(choice.parameters)] for choice in self.losses],
                "i": self.focus,
            },
            separators=(",", ":"),
        )

    @classmethod
    def of_line(cls, line: str) -> Setting:
        """The setting that a line describes.

        Raises:
            ValueError: it describes none; the sentence repeats nothing of the line.
        """
        if len(line) > LONGEST:
            raise ValueError(f"it is longer than {LONGEST} characters")
        try:
            told = json.loads(line)
            losses = tuple(_choice(name, given) for name, given in told["l"])
            weights_C = tuple(_number(angle) for angle in told["w"])
            sample, label, focus = _number(told["x"]), told["y"], told["i"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ValueError(BROKEN) from None
        if type(label) is not int or type(focus) is not int:
            raise ValueError(BROKEN)
        return cls(losses=losses, sample=sample, label=label, weights_C=weights_C, focus=focus)


def choice_of(key: str, parameters: dict[str, Value] | None = None) -> LossChoice:
    """A loss by its key: a name of the catalogue, or f, g and h of a composition."""
    if key.startswith(f"{COMPOSED}:"):
        f, g, h = key.split(":")[1:]
        return LossChoice.of(COMPOSED, **{"f": f, "g": g, "h": h, **(parameters or {})})
    return LossChoice.of(key, **(parameters or {}))


def key_of(choice: LossChoice) -> str:
    """The key of a loss, whatever its parameters are."""
    if choice.name != COMPOSED:
        return choice.name
    slots = dict(choice.parameters)
    return ":".join([COMPOSED, *(str(slots.get(symbol, "none")) for symbol in "fgh")])


def with_parameters(choice: LossChoice, given: dict[str, Any]) -> LossChoice:
    """The same loss with other numbers.  Raises ValueError as `LossChoice`."""
    slots = {name: value for name, value in choice.parameters if name in ("f", "g", "h")}
    slots = slots if choice.name == COMPOSED else {}
    return LossChoice.of(choice.name, **{**slots, **given})


def evenly(classes: int) -> tuple[float, ...]:
    """Class weights as far apart as they can be."""
    return tuple(math.radians(20) + 2 * math.pi * k / classes for k in range(classes))


def _choice(name: Any, given: Any) -> LossChoice:
    if not isinstance(name, str) or not isinstance(given, dict):
        raise TypeError
    return LossChoice.of(name, **given)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def moved(setting: Setting, told: str) -> Setting:
    """The setting after the reader has moved things in the browser, which tells it as JSON.

    Raises:
        ValueError: what is told fits no lab.
    """
    if len(told) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    try:
        state = json.loads(told)
        given: Sequence[dict[str, Any]] = state["parameters"]
        losses = tuple(map(with_parameters, setting.losses, given))
        if len(losses) != len(setting.losses):
            raise TypeError
        return Setting(
            losses=losses,
            sample=_number(state["sample"]),
            label=int(state["label"]),
            weights_C=tuple(_number(angle) for angle in state["weights"]),
            focus=int(state["focus"]),
        )
    except (KeyError, TypeError):
        raise ValueError(BROKEN) from None
