"""Blobs: clusters around evenly spread directions of the circle or the sphere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset, Floats, Labels

RADIAL_NOISE = 0.1  # deviation of a point's distance from the origin, around 1
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


@dataclass(frozen=True, kw_only=True)
class Blobs:
    """Gaussian clusters on the unit circle (dimension 2) or sphere (dimension 3).

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "blobs"
    is_images: ClassVar[bool] = False

    classes: int = 5
    per_class: int = 200  # training samples of each class
    dimension: int = 2
    spread: float = 0.2  # deviation of a cluster in radians; larger clusters overlap

    def __post_init__(self) -> None:
        if self.dimension not in (2, 3):
            raise ValueError(f"blobs dimension must be 2 or 3, not {self.dimension}.")
        for name, value, low, high in (
            ("classes", self.classes, 2, 100),
            ("per_class", self.per_class, 4, 2000),
            ("spread", self.spread, 0.01, 1.5),
        ):
            if not low <= value <= high:
                raise ValueError(f"blobs {name} must be {low:g} to {high:g}, not {value}.")

    def load(self, seed: int) -> Dataset:
        """Draw the clusters, and a test set of half the size by the same law."""
        draw = np.random.default_rng(seed)
        inputs_NI, labels_N = self._points(draw, self.per_class)
        test_inputs_MI, test_labels_M = self._points(draw, max(10, self.per_class // 2))
        return Dataset(
            inputs_NI=inputs_NI,
            labels_N=labels_N,
            true_labels_N=labels_N.copy(),
            test_inputs_MI=test_inputs_MI,
            test_labels_M=test_labels_M,
            class_names=tuple(str(k) for k in range(self.classes)),
        )

    def centres(self) -> Floats:
        """Unit vectors of the cluster centres.  Shape (classes, dimension)."""
        k = np.arange(self.classes)
        if self.dimension == 2:
            angle = 2 * np.pi * k / self.classes
            return np.stack([np.cos(angle), np.sin(angle)], 1).astype(np.float32)
        # A Fibonacci lattice: equal steps in height, golden steps around.
        z = 1 - (2 * k + 1) / self.classes
        ring = np.sqrt(1 - z**2)
        around = _GOLDEN_ANGLE * k
        return np.stack([ring * np.cos(around), ring * np.sin(around), z], 1).astype(np.float32)

    def _points(self, draw: np.random.Generator, per_class: int) -> tuple[Floats, Labels]:
        labels = np.repeat(np.arange(self.classes), per_class)
        centre = self.centres()[labels].astype(float)
        # A step along the sphere: a normal vector without its part along the centre, of which
        # each remaining coordinate has deviation `spread`.
        step = draw.normal(scale=self.spread, size=centre.shape)
        step -= (step * centre).sum(1, keepdims=True) * centre
        angle = np.linalg.norm(step, axis=1, keepdims=True)
        direction = np.cos(angle) * centre + np.sin(angle) * step / np.maximum(angle, 1e-12)
        radius = 1 + draw.normal(scale=RADIAL_NOISE, size=(len(labels), 1))
        return (radius * direction).astype(np.float32), labels.astype(np.int64)
