"""A check: pairs of results that must agree, each with its error and the largest that is allowed.

It runs in a process of its own, as a contestant that gets ready and is never timed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from benchmarks.harness.contestants import Facts
from benchmarks.harness.table import table


@dataclass(frozen=True)
class Agreement:
    """How far two results are apart; NaN never agrees."""

    what: str
    error: float
    largest: float

    @property
    def holds(self) -> bool:
        """Whether they agree."""
        return self.error <= self.largest


class Check(ABC):
    """What the process of a check does."""

    def __init__(self, device: str, *, quick: bool) -> None:
        self.device, self.quick = device, quick

    @abstractmethod
    def agreements(self) -> Iterable[Agreement]:
        """Compute and compare."""

    def ready(self) -> Facts:
        """All agreements."""
        return {"agreements": [vars(agreement) for agreement in self.agreements()]}

    def step(self) -> object:
        """Nothing is timed."""
        return None

    def tell(self, question: str) -> Facts:
        """Nothing more is known."""
        return {}


def apart(found: Sequence[Tensor], wanted: Sequence[Tensor]) -> float:
    """The largest of the distances of two lists of tensors, relative to those wanted."""
    distances = [
        torch.linalg.vector_norm(one.double() - other.double())
        / torch.linalg.vector_norm(other.double()).clamp(min=1e-30)
        for one, other in zip(found, wanted, strict=True)
    ]
    return float(torch.stack(distances).max())


def read(facts: dict[str, Any]) -> list[Agreement]:
    """The agreements that a process has sent."""
    return [Agreement(**values) for values in facts["agreements"]]


def in_words(agreements: Sequence[Agreement]) -> str:
    """A table; what does not hold says so."""
    rows = [
        (one.what, f"{one.error:.1e}", f"{one.largest:.0e}", "" if one.holds else "DIFFERS")
        for one in agreements
    ]
    return table(("", "error", "allowed", ""), rows)
