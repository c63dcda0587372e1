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


class Compiled:
    """One function, compiled for each kind of arguments that it meets.

    Attributes:
        problem: why it is not compiled after all, in a line; empty if it is.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._compiled = torch.compile(function, dynamic=False, fullgraph=True)
        self.problem = ""

    def __call__(self, products_RK: Tensor, *others: Any) -> Any:
        """The function's result.  A compiler that fails is named once in a warning."""
        if not self.problem:
            try:
                return self._compiled(products_RK, *_as_tensors(others, products_RK.device))
            except torch.OutOfMemoryError:
                raise
            except Exception as error:  # whatever a compiler, or its absence, brings about
                self.problem = f"{type(error).__name__}: {str(error).strip().splitlines()[:1]}"
                name = self._function.__name__
                warnings.warn(f"{name} runs without torch.compile: {self.problem}", stacklevel=2)
        return self._function(products_RK, *others)


@functools.cache
def compiled(function: Callable[..., Any]) -> Compiled:
    """The compiled form of a function; the same object for the same function."""
    return Compiled(function)


def _as_tensors(values: Any, device: torch.device) -> Any:
    if isinstance(values, tuple):
        return tuple(_as_tensors(value, device) for value in values)
    if isinstance(values, Mapping):
        return {name: _as_tensors(value, device) for name, value in values.items()}
    if isinstance(values, int | float) and not isinstance(values, bool):
        return _scalar(values, type(values), device)
    return values


@functools.lru_cache(maxsize=256)
def _scalar(value: float, kind: type, device: torch.device) -> Tensor:
    """A number on the device, written there without waiting for it."""
    dtype = torch.float64 if kind is float else torch.int64
    return torch.full((), value, dtype=dtype, device=device)
