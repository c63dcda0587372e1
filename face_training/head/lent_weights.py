"""Class weights that are read in parts, and whose gradient is put together in one tensor.

K: some classes.  The first dimension of the weights is the classes.

The target of each sample reads single rows and the rivals read chunks.  If autograd added their
gradients, each would be as large as all class weights.  Here the readers write into one gradient,
and autograd follows a token, a single number, to know when the last has written.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable


class Gradient:
    """The gradient of the class weights while it is put together."""

    def __init__(self) -> None:
        self._whole: Tensor | None = None
        self._rows: list[tuple[Tensor, Tensor]] = []

    def started(self, weight: Tensor, *, covered: bool) -> tuple[Tensor, bool]:
        """The tensor to write into, and whether it is new.

        A new one is empty if the caller is going to write every row, else zero.
        """
        is_new = self._whole is None
        if self._whole is None:
            make = torch.empty_like if covered else torch.zeros_like
            self._whole = make(weight)
        return self._whole, is_new

    def add_rows(self, index_K: Tensor, rows: Tensor) -> None:
        """Add these rows to those of this index when all else is there; an index may come twice."""
        self._rows.append((index_K, rows))

    def finished(self, weight: Tensor) -> Tensor:
        """The whole gradient; the next one starts anew."""
        whole, _ = self.started(weight, covered=False)
        for index_K, rows in self._rows:
            whole.index_add_(0, index_K, rows.to(whole.dtype))
        self._whole, self._rows = None, []
        return whole


class LentWeights:
    """The class weights for one step.

    Attributes:
        weight: the weights, apart from the graph.
        token: what autograd follows; a reader takes it in and gives back a gradient of 0.
        gradient: where a reader writes.
    """

    def __init__(self, weight: Tensor) -> None:
        self.weight = weight.detach()
        self.gradient = Gradient()
        self.token: Tensor = _Lend.apply(weight, self.gradient)

    def rows(self, index_K: Tensor) -> Tensor:
        """Some rows, as a part of the graph.  Shape (K, ...)."""
        found: Tensor = _Rows.apply(self.token, self.gradient, self.weight, index_K)
        return found


class _Lend(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, weight: Tensor, gradient: Gradient) -> Tensor:
        ctx.save_for_backward(weight)
        ctx.gradient = gradient
        return weight.new_zeros(())

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, _token: Tensor) -> tuple[Tensor | None, ...]:
        (weight,) = ctx.saved_tensors
        return ctx.gradient.finished(weight), None


class _Rows(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, token: Tensor, gradient: Gradient, weight: Tensor, index_K: Tensor
    ) -> Tensor:
        ctx.save_for_backward(token, index_K)
        ctx.gradient = gradient
        return weight.index_select(0, index_K)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, rows: Tensor) -> tuple[Tensor | None, ...]:
        token, index_K = ctx.saved_tensors
        ctx.gradient.add_rows(index_K, rows)
        return torch.zeros_like(token), None, None, None
