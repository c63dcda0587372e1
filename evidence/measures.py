"""What one loss reached with one seed: the measures that the comparisons of losses store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.verification import Verification


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Shares from 0 to 1."""

    tar: tuple[float, ...]  # on people never trained on, one for each false accept rate
    eer: float
    accuracy: float  # on new pictures of the training people, plain cosine

    @classmethod
    def of(cls, scores: Verification, fars: Sequence[float], accuracy: float) -> Measures:
        """Read TAR and EER off scored pairs.

        Raises:
            ValueError: there are too few impostor pairs for one of the false accept rates.
        """
        return cls(
            tar=tuple(scores.tar_at(far) for far in fars),
            eer=scores.eer(),
            accuracy=float(accuracy),
        )

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Measures:
        """The inverse of `dataclasses.asdict` and JSON, where a tuple has become a list.

        Raises:
            KeyError, TypeError: a measure is missing, or there is an unknown one.
        """
        return cls(**{**plain, "tar": tuple(plain["tar"])})
