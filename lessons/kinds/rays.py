"""Features with two numbers as points of a plane, and class weights as rays from its middle.

With a probe that can be dragged its readings are `length`, `angle` (to its own class's weight), `p`
(of its own class), `loss`, `right` (1 or 0), `winner`, and `loss.A` for a pin of the name A.

K: kept steps, N: points, C: classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons.figure import Code, Live, Says
from lessons.variable import Variable
from toy_models.config import LossChoice


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A plane with its points and weights at every kept step; either may be absent."""

    weights_KC2: np.ndarray | None = None
    points_KN2: np.ndarray | None = None
    bias_KC: np.ndarray | None = None
    title: str = ""

    def message(self, digits: int) -> dict[str, Any]:
        """As the browser takes it."""
        return {
            "title": self.title,
            "points": [] if self.points_KN2 is None else _rows(self.points_KN2, digits),
            "weights": [] if self.weights_KC2 is None else _rows(self.weights_KC2, 3),
            "bias": None if self.bias_KC is None else _rows(self.bias_KC, 3),
        }


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A picture that stays where it is."""

    name: str
    x: float
    y: float


def rays(
    *,
    panels: Sequence[Panel],
    names: Sequence[str],
    extent: float | np.ndarray,
    tour: str,
    says: Says,
    reading: str,
    code: Code,
    labels_N: np.ndarray | None = None,
    pictures_NHW: np.ndarray | None = None,
    steps_K: np.ndarray | None = None,
    probe: tuple[float, float] | None = None,
    own: int = 0,
    pins: Sequence[Pin] = (),
    digits: int = 2,
    more: Sequence[Variable] = (),
    **settings: Any,
) -> Live:
    """The figure.

    Args:
        panels: planes side by side, with the same points.
        names: of the classes.
        extent: the largest number that is seen, to each side of the middle; or one for each kept
            step, (K,), where the scale follows the points: then a bar shows it.
        tour, says, reading, code: as in `Live`.
        labels_N: classes of the points.
        pictures_NHW: of the points, 0 to 255; the one under the pointer is shown.
        steps_K: if the panels have more than one step; the clock is the variable "step".
        probe: where a picture of the class `own` begins, which can be dragged.
        own: the class of probe and pins.
        pins: pictures of that class that stay.
        digits: after the point, of the points.
        more: other variables.
        settings: of `Live`.
    """
    variables = list(more)
    if steps_K is not None:
        last = float(steps_K[-1])
        variables.append(
            Variable(
                name="step", label="Training step", low=float(steps_K[0]), high=last, start=last,
                seconds=7,
            )
        )  # fmt: skip
    if probe:
        reach = float(np.max(extent))
        for name, start in zip("xy", probe, strict=True):
            variables.append(
                Variable(
                    name=name, label=f"The picture's {name}", low=-reach, high=reach,
                    start=start, step=reach / 50, digits=1,
                )
            )  # fmt: skip
    pictures = None
    if pictures_NHW is not None:
        _, height, width = pictures_NHW.shape
        pixels = pictures_NHW.astype(int).ravel().tolist()
        pictures = {"pixels": pixels, "height": height, "width": width, "ink": True}
    content = {
        "panels": [panel.message(digits) for panel in panels],
        "names": list(names),
        "extents": _rows(np.atleast_1d(extent), digits),
        "labels": [] if labels_N is None else labels_N.astype(int).tolist(),
        "steps": [0] if steps_K is None else steps_K.astype(float).tolist(),
        "probe": probe is not None,
        "own": own,
        "pins": [{"name": pin.name, "x": pin.x, "y": pin.y} for pin in pins],
        "pictures": pictures,
    }
    return Live(
        kind="rays",
        content=content,
        variables=tuple(variables),
        losses=(LossChoice.of("softmax"),),
        tour=tour,
        says=says,
        reading=reading,
        code=code,
        **settings,
    )


def _rows(array: np.ndarray, digits: int) -> list[list[float]]:
    """A row for each kept step."""
    return np.round(array.astype(float), digits).reshape(len(array), -1).tolist()
