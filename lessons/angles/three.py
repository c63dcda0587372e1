"""Three pictures of a 3 in the plane of the first trained network: where they lie, what they cost.

C: classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lessons.angles.experiment import Result
from lessons.kinds.rays import Pin

OWN = 3
BEYOND = 10  # degrees, the border of the own wedge
LENGTHS = {"A": 40.0, "B": 12.0, "C": 5.0}
SEEN = 46.0  # of the plane around them, to each side
DIRECTIONS = 1440


@dataclass(frozen=True)
class Three:
    """The pictures, and the class weights that judge them."""

    pins: tuple[Pin, ...]
    weights_C2: np.ndarray

    def loss(self, pin: Pin) -> float:
        """Softmax's, nats."""
        scores_C = self.weights_C2 @ np.array([pin.x, pin.y])
        return float(np.logaddexp.reduce(scores_C) - scores_C[OWN])

    def losses(self) -> Iterator[tuple[Pin, float]]:
        """Each picture with its loss."""
        return ((pin, self.loss(pin)) for pin in self.pins)

    def path(self, first: str, last: str) -> dict[str, str]:
        """From one picture to another, as settings of the figure."""
        named = {pin.name: pin for pin in self.pins}
        a, b = named[first], named[last]
        return {"x": f"{a.x:g}..{b.x:g}", "y": f"{a.y:g}..{b.y:g}"}

    def outwards(self, name: str, factor: float) -> dict[str, str]:
        """A picture on its ray, to so many times its length."""
        a = next(pin for pin in self.pins if pin.name == name)
        return {"x": f"{a.x:g}..{factor * a.x:g}", "y": f"{a.y:g}..{factor * a.y:g}"}


def pictures_of_a_three(result: Result) -> Three:
    """A and B beyond the nearer border of the wedge, C in its middle."""
    weights_C2 = result.weights_KC2[-1].astype(float)
    turn = np.linspace(0, 2 * np.pi, DIRECTIONS, endpoint=False)
    winners = (np.stack([np.cos(turn), np.sin(turn)], -1) @ weights_C2.T).argmax(1)
    own = np.exp(1j * turn[winners == OWN])
    middle = float(np.angle(own.mean()))
    half = len(own) / DIRECTIONS * np.pi
    beyond = middle + half + np.radians(BEYOND)
    directions = {"A": beyond, "B": beyond, "C": middle}
    pins = tuple(
        Pin(
            name=name,
            x=round(LENGTHS[name] * float(np.cos(at)), 2),
            y=round(LENGTHS[name] * float(np.sin(at)), 2),
        )
        for name, at in directions.items()
    )
    return Three(pins, weights_C2)
