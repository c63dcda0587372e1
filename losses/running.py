"""The state of a loss: numbers that it keeps between batches, as exact as what it sees.

They begin in float32.  The first batch in float64 makes them float64, and so do numbers that are
loaded as float64: with them in float32 the results of the loss would carry their rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn


class Running(nn.Module):
    """A module whose buffers are its state."""

    def widen(self, dtype: torch.dtype) -> None:
        """Keep the state in this dtype from now on, if it is wider."""
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = buffer.to(torch.promote_types(buffer.dtype, dtype))

    def _load_from_state_dict(
        self, state_dict: Mapping[str, Any], prefix: str, *others: Any, **more: Any
    ) -> None:
        for name in self._buffers:
            if isinstance(given := state_dict.get(prefix + name), Tensor):
                self.widen(given.dtype)
        super()._load_from_state_dict(state_dict, prefix, *others, **more)
