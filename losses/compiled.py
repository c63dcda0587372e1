"""Functions on a piece of cosines under torch.compile, and as they are where it fails.

A chunk of cosines is read and written once by a compiled function and five to ten times by the
plain one: on a GPU this is most of the time of a large head.

A number becomes a scalar tensor on the device: a t that rises in every step is not compiled anew.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from losses.widest import widest

#: torch gives up a function that was compiled so often; each loss and each shape counts.
MOST = 256


class Compiled:
    """One function, compiled for each kind of arguments that it meets.

    Attributes:
        problem: why it is not compiled after all; empty if it is.
    """

    def __init__(
        self, function: Callable[..., Any], backend: str | Callable[..., Any] = "inductor"
    ) -> None:
        self._function = function
        config = torch._dynamo.config
        config.recompile_limit = max(config.recompile_limit, MOST)
        config.accumulated_recompile_limit = max(config.accumulated_recompile_limit, MOST)
        self._compiled = torch.compile(function, dynamic=False, fullgraph=True, backend=backend)
        self.problem = ""

    def for_one_pass(self) -> Callable[..., Any]:
        """The function for some calls that share their numbers; its first argument is a tensor."""
        numbers: dict[float, Tensor] = {}

        def call(first: Tensor, *others: Any) -> Any:
            if not self.problem:
                try:
                    return self._compiled(first, *_as_tensors(others, first.device, numbers))
                except torch.OutOfMemoryError:
                    raise
                except Exception as error:  # whatever a compiler, or its absence, brings about
                    self._give_up(error)
            return self._function(first, *others)

        return call

    def _give_up(self, error: Exception) -> None:
        # torch says who failed in the first line and why in the second.
        self.problem = " ".join([f"{type(error).__name__}:", *str(error).splitlines()[:2]])
        name = self._function.__name__
        warnings.warn(f"{name} runs without torch.compile: {self.problem}", stacklevel=4)


@functools.cache
def compiled(function: Callable[..., Any]) -> Compiled:
    """The compiled form of a function; the same object for the same function."""
    return Compiled(function)


def _as_tensors(values: Any, device: torch.device, numbers: dict[float, Tensor]) -> Any:
    """Numbers as scalars, written on the device without waiting for it; the rest as it is."""
    if isinstance(values, tuple):
        return tuple(_as_tensors(value, device, numbers) for value in values)
    if isinstance(values, Mapping):
        return {name: _as_tensors(value, device, numbers) for name, value in values.items()}
    if not isinstance(values, int | float) or isinstance(values, bool):
        return values
    if values not in numbers:
        # An integer may be equal to a float, and both count as a float here.
        numbers[values] = torch.full((), values, dtype=widest(device), device=device)
    return numbers[values]
