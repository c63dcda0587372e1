"""Open-set verification: are two pictures of the same person, for people never trained on?

N: pictures, D: embedding dimension, G: genuine pairs, I: impostor pairs.

Every pair of pictures is scored by its cosine.  TAR is the share of genuine pairs at or above a
threshold, FAR the share of impostor pairs at or above it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

FARS = (1e-2, 1e-3, 1e-4)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Sorted scores of all pairs, highest first.

    Of very many impostor pairs the highest scores are enough.  `impostors` then says how many pairs
    there are in all, and a rate that needs lower scores is refused, never guessed.
    """

    genuine_G: np.ndarray
    impostor_I: np.ndarray
    impostors: int = 0  # impostor pairs in all; 0: impostor_I is all of them

    def __post_init__(self) -> None:
        for scores, kind in ((self.genuine_G, "genuine"), (self.impostor_I, "impostor")):
            if missing := int(np.isnan(scores).sum()):
                raise ValueError(
                    f"{missing:,} of {len(scores):,} {kind} scores are not numbers: an embedding "
                    "was not finite."
                )

    @classmethod
    def of(cls, genuine_G: np.ndarray, impostor_I: np.ndarray) -> Verification:
        """Scores in any order; they are sorted here."""
        return cls(genuine_G=np.sort(genuine_G)[::-1], impostor_I=np.sort(impostor_I)[::-1])

    @property
    def impostor_count(self) -> int:
        """Impostor pairs in all, kept or not."""
        return self.impostors or len(self.impostor_I)

    def far(self, threshold: float) -> float:
        """Share of impostor pairs with a score at or above the threshold.

        Raises:
            ValueError: the threshold is not above the lowest score that was kept.
        """
        if threshold <= self._floor:
            raise ValueError(
                f"Impostor scores were kept down to {self.impostor_I[-1]:.6g}, and the threshold "
                f"is {threshold:g}."
            )
        return float(self._rates(np.array([threshold]))[0][0])

    def tar(self, threshold: float) -> float:
        """Share of genuine pairs with a score at or above the threshold."""
        return float(self._rates(np.array([threshold]))[1][0])

    def tar_at(self, far: float) -> float:
        """The largest TAR of a threshold whose FAR is at most `far`.

        Raises:
            ValueError: there are fewer than 1 / far impostor pairs, so it cannot be measured.
        """
        return float((self.genuine_G > self.refused_at(far)).mean())

    def refused_at(self, far: float) -> float:
        """The highest score that must be refused for FAR to stay at most `far`.

        Scores above it are accepted, so of equal scores at the limit none is.  It is -inf where all
        pairs may be accepted.

        Raises:
            ValueError: there are fewer than 1 / far impostor pairs, so it cannot be measured; or
                too few of their scores were kept.
        """
        allowed = int(far * self.impostor_count + 1e-9)
        if allowed < 1:
            raise ValueError(
                f"FAR {far:g} needs {math.ceil(1 / far - 1e-9):,} impostor pairs or more, and "
                f"there are {self.impostor_count:,}."
            )
        if allowed >= self.impostor_count:
            return -math.inf
        if allowed >= len(self.impostor_I):
            raise ValueError(
                f"FAR {far:g} needs the {allowed + 1:,} highest impostor scores, and "
                f"{len(self.impostor_I):,} were kept."
            )
        return float(self.impostor_I[allowed])

    def roc(self) -> tuple[np.ndarray, np.ndarray]:
        """FAR and TAR at the threshold of every impostor score, in rising order of FAR."""
        return self._rates(self._known(np.unique(self.impostor_I)[::-1]))

    def eer(self) -> float:
        """The equal error rate: where the ROC, a line from point to point, has FAR = 1 - TAR.

        Raises:
            ValueError: they cross below the impostor scores that were kept.
        """
        # Genuine scores are thresholds here too: at an impostor's own score FAR is never 0.
        thresholds = np.unique(np.concatenate([self.genuine_G, self.impostor_I]))[::-1]
        far, tar = self._rates(self._known(thresholds))
        far, missed = np.append(0.0, far), np.append(1.0, 1 - tar)
        if not (met := far >= missed).any():
            raise ValueError(
                "FAR and 1 - TAR meet below the impostor scores that were kept, the highest "
                f"{len(self.impostor_I):,} of {self.impostor_count:,}."
            )
        at = int(np.argmax(met))
        before, after = (missed - far)[at - 1 : at + 1]
        return float(far[at - 1] + before / (before - after) * (far[at] - far[at - 1]))

    @property
    def _floor(self) -> float:
        """Rates are known above this score; at or below it impostor scores may be missing."""
        return float(self.impostor_I[-1]) if self.impostors > len(self.impostor_I) else -math.inf

    def _known(self, thresholds: np.ndarray) -> np.ndarray:
        return thresholds[thresholds > self._floor]

    def _rates(self, thresholds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        far = np.searchsorted(-self.impostor_I, -thresholds, side="right") / self.impostor_count
        tar = np.searchsorted(-self.genuine_G, -thresholds, side="right") / len(self.genuine_G)
        return far, tar


def verify(features_ND: np.ndarray, identities_N: np.ndarray) -> Verification:
    """Score every pair of pictures.

    Raises:
        ValueError: there is no genuine or no impostor pair.
    """
    unit_ND = unit(features_ND)
    first, second = np.triu_indices(len(unit_ND), k=1)
    scores = (unit_ND @ unit_ND.T)[first, second]
    same = identities_N[first] == identities_N[second]
    if same.all() or not same.any():
        raise ValueError(
            "Verification needs two pictures of one identity and two identities, at least."
        )
    return Verification.of(scores[same], scores[~same])


def unit(features_ND: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; a row of zeros stays zero, so all its cosines are 0."""
    return features_ND / np.linalg.norm(features_ND, axis=1, keepdims=True).clip(1e-12)
