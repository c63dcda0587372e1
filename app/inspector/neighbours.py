"""The recorded samples nearest to a sample, by the cosine between features.

N: recorded samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.scene.scene import Scene
from toy_models.record import unpack_unit

COUNT = 8


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A sample near another."""

    row: int  # its place in the record
    sample: int  # its number among the training samples
    cosine: float
    label: int  # as in training
    true_label: int

    @property
    def mislabelled(self) -> bool:
        """Whether its label in training is wrong."""
        return self.label != self.true_label


def neighbours(scene: Scene, k: int, loss: int, row: int, count: int = COUNT) -> list[Neighbour]:
    """The nearest first, without the sample itself; of equals, the first in the record."""
    features_ND = unpack_unit(scene.arrays["features_LND"][k, loss]).astype(np.float64)
    features_ND /= np.maximum(np.linalg.norm(features_ND, axis=1, keepdims=True), 1e-12)
    cos_N = np.clip(features_ND @ features_ND[row], -1, 1)
    order = np.argsort(-cos_N, kind="stable")
    return [
        Neighbour(
            row=int(near),
            sample=int(scene.samples_N[near]),
            cosine=float(cos_N[near]),
            label=int(scene.labels_N[near]),
            true_label=int(scene.true_labels_N[near]),
        )
        for near in order[order != row][:count]
    ]
