"""Numbers of a step on their way to the CPU, while the GPU continues to work."""

from __future__ import annotations

import torch
from torch import Tensor


class Watched:
    """A few numbers, shape (N,)."""

    def __init__(self, values_N: Tensor) -> None:
        self._values_N, self._arrived = values_N.detach(), None
        if values_N.is_cuda:
            self._values_N = torch.empty_like(values_N, device="cpu", pin_memory=True)
            self._values_N.copy_(values_N.detach(), non_blocking=True)
            self._arrived = torch.cuda.Event()
            self._arrived.record()

    def finite(self) -> list[bool]:
        """Which of them are finite; waits until they are here."""
        if self._arrived is not None:
            self._arrived.synchronize()
        found: list[bool] = torch.isfinite(self._values_N).tolist()
        return found
