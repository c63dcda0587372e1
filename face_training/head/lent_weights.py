"""Class weights that are read in parts, and whose gradient is put together in one tensor.

C: classes of this rank, D: embedding, K: some of them.

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

    def started(self, weight_CD: Tensor, *, covered: bool) -> tuple[Tensor, bool]:
        """The tensor (C, D) to write into, and whether it is new.

        A new one is empty if the caller is going to write every row, else zero.
        """
        is_new = self._whole is None
        if self._whole is None:
            make = torch.empty_like if covered else torch.zeros_like
            self._whole = make(weight_CD)
        return self._whole, is_new

    def add_rows(self, index_K: Tensor, rows_KD: Tensor) -> None:
        """Add these rows to those of this index when all else is there; an index may come twice."""
        self._rows.append((index_K, rows_KD))

    def finished(self, weight_CD: Tensor) -> Tensor:
        """The whole gradient; the next one starts anew."""
        whole_CD, _ = self.started(weight_CD, covered=False)
        for index_K, rows_KD in self._rows:
            whole_CD.index_add_(0, index_K, rows_KD.to(whole_CD.dtype))
        self._whole, self._rows = None, []
        return whole_CD


class LentWeights:
    """The class weights for one step.

    Attributes:
        weight_CD: the weights, apart from the graph.
        token: what autograd follows; a reader takes it in and gives back a gradient of 0.
        gradient: where a reader writes.
    """

    def __init__(self, weight_CD: Tensor) -> None:
        self.weight_CD = weight_CD.detach()
        self.gradient = Gradient()
        self.token: Tensor = _Lend.apply(weight_CD, self.gradient)

    def rows(self, index_K: Tensor) -> Tensor:
        """Some rows, as a part of the graph.  Shape (K, D)."""
        found: Tensor = _Rows.apply(self.token, self.gradient, self.weight_CD, index_K)
        return found


class _Lend(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, weight_CD: Tensor, gradient: Gradient) -> Tensor:
        ctx.save_for_backward(weight_CD)
        ctx.gradient = gradient
        return weight_CD.new_zeros(())

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, _token: Tensor) -> tuple[Tensor | None, ...]:
        (weight_CD,) = ctx.saved_tensors
        return ctx.gradient.finished(weight_CD), None


class _Rows(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, token: Tensor, gradient: Gradient, weight_CD: Tensor, index_K: Tensor
    ) -> Tensor:
        ctx.save_for_backward(token, index_K)
        ctx.gradient = gradient
        return weight_CD.index_select(0, index_K)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, rows_KD: Tensor) -> tuple[Tensor | None, ...]:
        token, index_K = ctx.saved_tensors
        ctx.gradient.add_rows(index_K, rows_KD)
        return torch.zeros_like(token), None, None, None
