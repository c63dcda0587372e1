"""Features of many inputs, a chunk at a time.  L: losses, N: inputs, D: embedding dimension."""

from __future__ import annotations

import torch
from torch import Tensor

CHUNK = 256  # inputs that go through a network at once; large batches of images are slow


@torch.no_grad()
def features_of(network: torch.nn.Module, inputs_N: Tensor) -> Tensor:
    """What the networks make of the inputs.  Shape (L, N, D)."""
    return torch.cat([network(inputs) for inputs in inputs_N.split(CHUNK)], dim=1)
