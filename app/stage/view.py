"""What a link sets on a stage: step, layers, samples, camera, size.

    step:300;layers:samples,weights;chosen:3,17;panel:2;camera:1,0,0,0,1,0,0,0,1;large:1

`browser/view.js` writes it.  Anybody may have written a link that comes in: everything is checked
here, and no message repeats any of it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

LONGEST = 2_000  # characters
CHOSEN_AT_MOST = 100
PANELS = 6
SQUARE = 1e-2  # how far a camera may be from a rotation, for the entries in a link are rounded
REFUSED = (
    "The picture that this link describes cannot be understood, so the usual one is shown; "
    "the link was damaged, or it was not made here."
)


@dataclass(frozen=True, kw_only=True)
class View:
    """The settings; None or empty for what the link does not set."""

    step: float | None = None
    layers: tuple[str, ...] | None = None
    chosen: tuple[int, ...] = ()  # the samples' own numbers
    panel: int = 0  # whose loss is looked into
    camera: tuple[float, ...] | None = None  # a rotation matrix, row by row
    large: bool = False

    def to_json(self) -> dict[str, Any]:
        """As the browser takes it."""
        return {
            "step": self.step,
            "layers": None if self.layers is None else list(self.layers),
            "chosen": list(self.chosen),
            "panel": self.panel,
            "camera": None if self.camera is None else list(self.camera),
            "large": self.large,
        }


def parse_view(text: str) -> View:
    """The view that a link names; an empty text names none.

    Raises:
        ValueError: it is no view; the sentence is always REFUSED.
    """
    if len(text) > LONGEST:
        raise ValueError(REFUSED)
    parts: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        name, colon, value = part.partition(":")
        if not colon or name in parts:
            raise ValueError(REFUSED)
        parts[name] = value
    try:
        view = View(
            step=_number(parts.pop("step"), 0, 1e6) if "step" in parts else None,
            layers=_layers(parts.pop("layers")) if "layers" in parts else None,
            chosen=_chosen(parts.pop("chosen", "")),
            panel=int(_number(parts.pop("panel", "0"), 0, PANELS - 1)),
            camera=_camera(parts.pop("camera")) if "camera" in parts else None,
            large=parts.pop("large", "0") == "1",
        )
    except ValueError:
        raise ValueError(REFUSED) from None
    if parts:
        raise ValueError(REFUSED)
    return view


def _number(text: str, low: float, high: float) -> float:
    if not re.fullmatch(r"-?\d{1,7}(\.\d{1,8})?(e-\d{1,2})?", text, re.ASCII):
        raise ValueError(REFUSED)
    value = float(text)
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(REFUSED)
    return value


def _layers(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, text.split(",")))
    if len(names) > 50 or not all(re.fullmatch(r"[a-zA-Z]{1,20}", name) for name in names):
        raise ValueError(REFUSED)
    return names


def _chosen(text: str) -> tuple[int, ...]:
    names = list(filter(None, text.split(",")))
    if len(names) > CHOSEN_AT_MOST or not all(
        re.fullmatch(r"\d{1,7}", name, re.ASCII) for name in names
    ):
        raise ValueError(REFUSED)
    return tuple(map(int, names))


def _camera(text: str) -> tuple[float, ...]:
    entries = tuple(_number(entry, -1.001, 1.001) for entry in text.split(","))
    if len(entries) != 9:
        raise ValueError(REFUSED)
    matrix = np.array(entries).reshape(3, 3)
    if np.abs(matrix @ matrix.T - np.eye(3)).max() > SQUARE or np.linalg.det(matrix) < 0:
        raise ValueError(REFUSED)
    return entries
