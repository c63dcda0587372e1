"""The recorded samples nearest to one, by the cosine between features.

N: recorded samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toy_models.record import Run

COUNT = 8


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One of the nearest samples."""

    row: int  # its place in the record
    sample: int  # its number among the training samples
    cosine: float
    label: int  # what the network was told
    true_label: int

    @property
    def mislabelled(self) -> bool:
        """Whether the label that the network was told is wrong."""
        return self.label != self.true_label


def neighbours(result: Run, k: int, loss: int, row: int, count: int = COUNT) -> list[Neighbour]:
    """The nearest first, without the sample itself; of equals, the first in the record."""
    features_ND = result.features(k, loss).astype(np.float64)
    features_ND /= np.maximum(np.linalg.norm(features_ND, axis=1, keepdims=True), 1e-12)
    cos_N = np.clip(features_ND @ features_ND[row], -1, 1)
    order = np.argsort(-cos_N, kind="stable")
    return [
        Neighbour(
            row=int(one),
            sample=int(result.samples_N[one]),
            cosine=float(cos_N[one]),
            label=int(result.labels_N[one]),
            true_label=int(result.true_labels_N[one]),
        )
        for one in order[order != row][:count]
    ]
