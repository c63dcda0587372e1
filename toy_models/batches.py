"""The order of the training samples.  B: batch."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor


def batches(samples: int, size: int, seed: int) -> Iterator[Tensor]:
    """Indices of the samples of each batch, without end.  Shape (B,).

    Each epoch has its own drawn order.  All batches are full: the samples that are left over at
    the end of an epoch are skipped, because a batch of one or two samples would be all noise.
    """
    order = torch.Generator().manual_seed(seed)
    size = min(size, samples)
    while True:
        for rows_B in torch.randperm(samples, generator=order).split(size):
            if len(rows_B) == size:
                yield rows_B
