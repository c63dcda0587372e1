"""Stripes: classes that lie beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset, Floats, Labels
from toy_models.data.option import check, choice, number, switch


@dataclass(frozen=True, kw_only=True)
class Stripes:
    """Points of the square; each class has a stripe of it.

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "stripes"
    title: ClassVar[str] = "Stripes of the square"
    is_images: ClassVar[bool] = False

    count: int = number(3, 2, 9, title="Stripes", help="A class each.", offered=(2, 6, 1))
    blur: float = number(0.1, 0.0, 1.0, title="Blur")
    lie: str = choice("down", {"down": "Downwards", "across": "Across"}, title="They lie")
    mirrored: bool = switch(False, off=False, on=True, title="Mirrored")

    def __post_init__(self) -> None:
        check(self)

    def load(self, seed: int) -> Dataset:
        """Forty training and twenty test points of each stripe."""
        draw = np.random.default_rng(seed)
        inputs_NI, labels_N = self._points(draw, 40)
        test_inputs_MI, test_labels_M = self._points(draw, 20)
        return Dataset(
            inputs_NI=inputs_NI,
            labels_N=labels_N,
            true_labels_N=labels_N.copy(),
            test_inputs_MI=test_inputs_MI,
            test_labels_M=test_labels_M,
            class_names=tuple(f"stripe {k}" for k in range(self.count)),
        )

    def _points(self, draw: np.random.Generator, each: int) -> tuple[Floats, Labels]:
        labels_N = np.repeat(np.arange(self.count), each)
        beside_N = labels_N + 0.5 + self.blur * draw.normal(size=len(labels_N))
        along_N = draw.uniform(size=len(labels_N))
        points_NI = np.stack([beside_N / self.count, along_N], 1).astype(np.float32)
        points_NI = points_NI[:, [1, 0]] if self.lie == "across" else points_NI
        return (1 - points_NI if self.mirrored else points_NI), labels_N
