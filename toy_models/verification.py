"""Open-set verification: are two pictures of the same person, for people never trained on?

N: pictures, D: embedding dimension, G: genuine pairs, I: impostor pairs.

Every pair of pictures is scored by its cosine.  TAR is the share of genuine pairs above a
threshold, FAR the share of impostor pairs above it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

FARS = (1e-2, 1e-3, 1e-4)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Sorted scores of all pairs, highest first."""

    genuine_G: Array
    impostor_I: Array

    def far(self, threshold: float) -> float:
        """Share of impostor pairs with a score at or above the threshold."""
        return _share_from(self.impostor_I, threshold)

    def tar(self, threshold: float) -> float:
        """Share of genuine pairs with a score at or above the threshold."""
        return _share_from(self.genuine_G, threshold)

    def tar_at(self, far: float) -> float:
        """The largest TAR of a threshold whose FAR is at most `far`.

        Raises:
            ValueError: there are fewer than 1 / far impostor pairs, so it cannot be measured.
        """
        allowed = int(far * len(self.impostor_I) + 1e-9)
        if allowed < 1:
            raise ValueError(
                f"FAR {far:g} needs {math.ceil(1 / far - 1e-9):,} impostor pairs or more, and "
                f"there are {len(self.impostor_I):,}."
            )
        if allowed >= len(self.impostor_I):
            return 1.0
        # The threshold lies just above the first impostor that must be refused, so that of a
        # tie none passes.
        return float((self.genuine_G > self.impostor_I[allowed]).mean())

    def roc(self) -> tuple[Array, Array]:
        """FAR and TAR at every threshold that is an impostor's score, FAR rising."""
        return self._rates(np.unique(self.impostor_I)[::-1])

    def eer(self) -> float:
        """The equal error rate: where FAR and 1 - TAR meet, halfway where they jump past."""
        # Genuine scores are thresholds here too: at an impostor's own score FAR is never 0.
        far, tar = self._rates(np.unique(np.concatenate([self.genuine_G, self.impostor_I]))[::-1])
        at = int(np.argmax(far >= 1 - tar))
        return float((far[at] + 1 - tar[at]) / 2)

    def _rates(self, thresholds: Array) -> tuple[Array, Array]:
        far = np.searchsorted(-self.impostor_I, -thresholds, side="right") / len(self.impostor_I)
        tar = np.searchsorted(-self.genuine_G, -thresholds, side="right") / len(self.genuine_G)
        return far, tar


def verify(features_ND: Array, identities_N: Array) -> Verification:
    """Score every pair of pictures.

    Raises:
        ValueError: there is no genuine or no impostor pair.
    """
    unit_ND = features_ND / np.linalg.norm(features_ND, axis=1, keepdims=True).clip(1e-12)
    first, second = np.triu_indices(len(unit_ND), k=1)
    scores = (unit_ND @ unit_ND.T)[first, second]
    same = identities_N[first] == identities_N[second]
    if same.all() or not same.any():
        raise ValueError(
            "Verification needs two pictures of one identity and two identities, at least."
        )
    return Verification(
        genuine_G=np.sort(scores[same])[::-1], impostor_I=np.sort(scores[~same])[::-1]
    )


def band(values: Array) -> tuple[float, float]:
    """Mean and sample standard deviation over seeds.

    Raises:
        ValueError: fewer than two values have no deviation.
    """
    if len(values) < 2:
        raise ValueError("A band over seeds needs two or more values.")
    return float(np.mean(values)), float(np.std(values, ddof=1))


def _share_from(scores: Array, threshold: float) -> float:
    return float(np.searchsorted(-scores, -threshold, side="right") / len(scores))
