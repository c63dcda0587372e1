"""What the reader has set in the lab, as a line of the address and back.

C: class weights on the circle.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from app.drawing.described import described
from app.lab.loss_key import with_parameters
from toy_models.config import MAX_LOSSES, LossChoice

LONGEST = 4000  # characters of a line
CLASSES = (2, 10)
IMAGINED = 10_000_000  # classes at most
BROKEN = "it is no description of a lab"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A sample, class weights, and the losses that are calculated for them.

    Raises:
        ValueError: something is out of range; the sentence repeats nothing of the input.
    """

    losses: tuple[LossChoice, ...]
    sample: float = math.radians(62)  # around the circle, counter-clockwise from the right
    label: int = 0
    weights_C: tuple[float, ...] = tuple(math.radians(angle) for angle in (20, 100, 190, 280))
    focus: int = 0  # the loss whose curve is drawn around the circle
    imagined: int = 0  # classes of the leverage dial; 0 for those on the circle

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
        if not 0 <= self.imagined <= IMAGINED:
            raise ValueError(f"there are at most {IMAGINED:,} classes to imagine")
        for choice in self.losses:
            described(choice)

    def line(self) -> str:
        """The setting as text, for an address."""
        plain = {
            "x": round(self.sample, 4),
            "y": self.label,
            "w": [round(angle, 4) for angle in self.weights_C],
            "l": [[choice.name, dict(choice.parameters)] for choice in self.losses],
            "i": self.focus,
        }
        if self.imagined:
            plain["k"] = self.imagined
        return json.dumps(plain, separators=(",", ":"))

    @classmethod
    def of_line(cls, line: str) -> Setting:
        """The setting that a line describes.

        Raises:
            ValueError: it describes no setting; the sentence repeats nothing of the line.
        """
        plain = _json(line)
        try:
            parts: dict[str, Any] = {
                "losses": tuple(_loss(name, parameters) for name, parameters in plain["l"]),
                "sample": _number(plain["x"]),
                "label": _whole(plain["y"]),
                "weights_C": tuple(_number(angle) for angle in plain["w"]),
                "focus": _whole(plain["i"]),
                "imagined": _whole(plain.get("k", 0)),
            }
        except (ValueError, KeyError, TypeError):
            raise ValueError(BROKEN) from None
        return cls(**parts)

    def moved(self, scene: str) -> Setting:
        """The setting after the reader has moved things in the browser, which sends its scene.

        Raises:
            ValueError: the text is no scene of this lab.
        """
        try:
            plain = _json(scene)
            parameters = plain["parameters"]
            if len(parameters) != len(self.losses):
                raise TypeError
            return Setting(
                losses=tuple(map(with_parameters, self.losses, parameters)),
                sample=_number(plain["sample"]),
                label=_whole(plain["label"]),
                weights_C=tuple(_number(angle) for angle in plain["weights"]),
                focus=_whole(plain["focus"]),
                imagined=_whole(plain["imagined"]),
            )
        except (KeyError, TypeError):
            raise ValueError(BROKEN) from None


def evenly(classes: int) -> tuple[float, ...]:
    """Class weights as far apart as they can be."""
    return tuple(math.radians(20) + 2 * math.pi * k / classes for k in range(classes))


def _json(text: str) -> Any:
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(BROKEN) from None


def _loss(name: Any, parameters: Any) -> LossChoice:
    if not isinstance(name, str) or not isinstance(parameters, dict):
        raise TypeError
    return LossChoice.of(name, **parameters)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value
