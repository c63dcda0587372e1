"""A network on some evaluation sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn

from face_training.embeddings import Network, evaluation_mode, network_of
from face_training.evaluation.outcome import EvaluationSet, Outcome
from face_training.refusals import sentence_of


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The measures of a set with the notes that belong to them, or why there are none."""

    measures: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str = ""

    def line(self, name: str) -> dict[str, Any]:
        """For metrics.jsonl; notes and problem only if there are any."""
        more = {"notes": list(self.notes), "problem": self.problem}
        return {"set": name, **self.measures, **{key: one for key, one in more.items() if one}}

    def said(self, name: str) -> list[str]:
        """For a person who watches the run."""
        problem = [f"The evaluation of {name} failed: {self.problem}"] if self.problem else []
        return problem + [f"{name}: {note}" for note in self.notes]


def measure(
    backbone: nn.Module,
    sets: Iterable[EvaluationSet],
    *,
    device: str | torch.device = "cpu",
    workers: int = 0,
) -> dict[str, Measured]:
    """The measures of each set by its name, for a backbone that is in training.

    Of several processes all must call it; they share the work and all get the same numbers.  The
    backbone comes back in the mode, training or evaluation, that it had.  A set that fails has a
    problem instead of measures.
    """
    found: dict[str, Measured] = {}
    with evaluation_mode(backbone):
        network = network_of(backbone, device)
        for one in sets:
            try:
                outcome = one.evaluate(network, workers=workers)
                found[one.name] = Measured(measures=outcome.measures, notes=outcome.notes)
            except (ValueError, OSError) as error:
                found[one.name] = Measured(problem=sentence_of(error))
    return found


def outcomes_of(
    network: Network, sets: Iterable[EvaluationSet], *, workers: int = 0
) -> dict[str, Outcome]:
    """The outcome of each set by its name."""
    return {
        evaluation_set.name: evaluation_set.evaluate(network, workers=workers)
        for evaluation_set in sets
    }
