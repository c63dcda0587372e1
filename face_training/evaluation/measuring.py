"""A network on some evaluation sets."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from face_training.embeddings import Network, evaluation_mode, network_of
from face_training.evaluation.outcome import EvaluationSet, Outcome


def measure(
    backbone: nn.Module,
    sets: Iterable[EvaluationSet],
    *,
    device: str | torch.device = "cpu",
    workers: int = 0,
) -> dict[str, dict[str, float]]:
    """The measures of each set by its name, for a backbone that is in training.

    Of several processes all must call it; they share the work and all get the same numbers.  The
    backbone comes back in the mode, training or evaluation, that it had.
    """
    with evaluation_mode(backbone):
        outcomes = outcomes_of(network_of(backbone, device), sets, workers=workers)
    return {name: outcome.measures for name, outcome in outcomes.items()}


def outcomes_of(
    network: Network, sets: Iterable[EvaluationSet], *, workers: int = 0
) -> dict[str, Outcome]:
    """The outcome of each set by its name."""
    return {
        evaluation_set.name: evaluation_set.evaluate(network, workers=workers)
        for evaluation_set in sets
    }
