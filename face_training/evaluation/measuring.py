"""A backbone on some evaluation sets: what training calls every so often."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from face_training.embeddings import at_rest, network_of
from face_training.evaluation.outcome import EvaluationSet


def measure(
    backbone: nn.Module,
    sets: Iterable[EvaluationSet],
    *,
    device: str | torch.device = "cpu",
    workers: int = 0,
) -> dict[str, dict[str, float]]:
    """The measures of each set by its name.

    Of several processes all must call it; they share the work and all get the same numbers.  The
    backbone comes back in the mode, training or evaluation, that it had.
    """
    with at_rest(backbone):
        network = network_of(backbone, device)
        return {one.name: one.evaluate(network, workers=workers).measures for one in sets}
