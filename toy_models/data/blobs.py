"""Blobs: clusters around evenly spread directions of the circle or the sphere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from toy_models.data.dataset import Dataset, Floats, Labels
from toy_models.data.option import check, number, switch

RADIAL_NOISE = 0.1  # deviation of a point's distance from the origin, around 1
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


@dataclass(frozen=True, kw_only=True)
class Blobs:
    """Gaussian clusters on the unit circle (dimension 2) or sphere (dimension 3).

    Raises:
        ValueError: a field is out of range.
    """

    kind: ClassVar[str] = "blobs"
    title: ClassVar[str] = "Blobs on the circle or sphere"
    is_images: ClassVar[bool] = False

    #: Of the space that they lie in: 2 for the circle, 3 for the sphere.
    dimension: int = switch(2, off=2, on=3, title="On the sphere", key="blobs_sphere")
    classes: int = number(5, 2, 100, title="Classes", offered=(2, 20, 1))
    #: Training samples of each class.
    per_class: int = number(
        200, 4, 2000, title="Samples of each", offered=(20, 400, 20), start=100, key="blobs_samples"
    )
    #: Deviation of a cluster in radians; larger clusters overlap.
    spread: float = number(0.2, 0.01, 1.5, title="Spread in radians", offered=(0.05, 0.8, 0.05))

    def __post_init__(self) -> None:
        check(self)

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
