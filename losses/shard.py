"""Some of the classes: the others lie with other processes.

B: batch, C: classes, here those of this process.

Classifiers with millions of classes are cut into shards: each process holds the cosines of its own
classes for every sample of the batch.  For the equation the processes exchange two numbers of each
sample: its target cosine, which only one process has, and the sum over its rivals, to which all
contribute.  The losses do not know how: they are given the two functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Shard:
    """Which classes of how many the columns of a batch's cosines are.

    Attributes:
        here_B: whether the true class of a sample is one of them; where it is not, the sample's
            label is any of the columns.
        classes: how many classes all processes have together.
        add: the sum over the processes, the same on all; its gradient goes back to each.
        largest: the maximum over the processes, without gradient.
        alike: the same tensor of all processes; its gradient is the sum over them.
        beside: the columns of all processes side by side, without gradient.
    """

    here_B: Tensor
    classes: int
    add: Callable[[Tensor], Tensor]
    largest: Callable[[Tensor], Tensor]
    alike: Callable[[Tensor], Tensor]
    beside: Callable[[Tensor], Tensor]

    def log_sum_exp(self, log_B: Tensor) -> Tensor:
        """ln of the sum over the processes of e^log.  Shape (B,)."""
        finite = torch.finfo(log_B.dtype)
        largest_B = self.largest(log_B.detach()).clamp(min=finite.min)
        return self.add(torch.exp(log_B - largest_B)).clamp(min=finite.tiny).log() + largest_B


def replace_target(
    values_BC: Tensor, columns_B: Tensor, here_B: Tensor | None, value: Tensor | float | bool
) -> Tensor:
    """A copy with `value` in the column of each sample's true class, where that is here.

    The value is one number, or one for each sample, shape (B,).
    """
    if not values_BC.shape[1]:
        return values_BC
    columns_B1 = columns_B.unsqueeze(1)
    if isinstance(value, Tensor):
        value = value.unsqueeze(1)
    if here_B is not None:
        value = torch.where(here_B.unsqueeze(1), value, values_BC.gather(1, columns_B1))
    return values_BC.scatter(1, columns_B1, value)
