"""The result of a protocol: measures by name, and the scores or ranks behind the figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from evidence.verification import Verification
from face_training.embeddings import Images, Network


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Measures as `PROTOCOLS` describes them: shares from 0 to 1, or plain numbers."""

    measures: dict[str, float]
    scores: Verification | None = None
    found_R: np.ndarray | None = (
        None  # the CMC: share of searches that find within rank 1, 2, ..., R
    )
    notes: tuple[str, ...] = field(default=())  # sentences that belong beside the numbers


class EvaluationSet(Protocol):
    """Images and a protocol."""

    @property
    def name(self) -> str:
        """What the results are called."""

    @property
    def images(self) -> Images:
        """The images that are embedded; of distractors only the probes."""

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        """Embed the images and follow the protocol."""


def at_far(measure: str, far: float) -> str:
    """The name of a measure at a false accept rate, as `tar_at_far_1e-3`."""
    mantissa, exponent = f"{far:e}".split("e")
    return f"{measure}_at_far_{float(mantissa):g}e{int(exponent)}"
