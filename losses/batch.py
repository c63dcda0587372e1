"""One batch: what a loss may read of it, in whole or in shards."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from losses.shard import Shard, replace_target


def wide(values: Tensor) -> Tensor:
    """Half precision as float32; the rest as it is.  Any shape."""
    return values.float() if values.dtype in (torch.float16, torch.bfloat16) else values


@dataclass(frozen=True)
class Batch:
    """One batch of cosines and what belongs to it.  B: batch, C: classes.

    The target cosine can be given where it is known already.  With a shard, the columns are only
    some of the classes and the target cosine must be given; no loss reads the other classes in
    any way but the methods below.
    """

    cos_BC: Tensor
    labels_B: Tensor
    given_norms_B: Tensor | None = None
    given_cos_y_B: Tensor | None = None
    shard: Shard | None = None
    true_labels_B: Tensor | None = None  # before any label went wrong, where somebody knows

    @classmethod
    def checked(cls, cos_BC: Tensor, labels_B: Tensor, norms_B: Tensor | None) -> Batch:
        """The batch of a caller who is not trusted to give shapes and labels that fit.

        Raises:
            ValueError: an empty batch, shapes that do not fit, or a label outside the classes.
        """
        if cos_BC.ndim != 2 or labels_B.shape != cos_BC.shape[:1]:
            raise ValueError(
                "A loss takes cosines of shape (B, C) and labels of shape (B,), not "
                f"{tuple(cos_BC.shape)} and {tuple(labels_B.shape)}."
            )
        if len(labels_B) == 0:
            raise ValueError("The batch is empty: a loss needs at least one sample.")
        # On a GPU this check would wait for the queue; there the gather itself refuses.
        if labels_B.device.type == "cpu":
            low, high = int(labels_B.min()), int(labels_B.max())
            if low < 0 or high >= cos_BC.shape[1]:
                raise ValueError(
                    f"Labels must be 0 to {cos_BC.shape[1] - 1} for {cos_BC.shape[1]} classes, "
                    f"not {low if low < 0 else high}."
                )
        return cls(cos_BC, labels_B, None if norms_B is None else wide(norms_B))

    # Not cached: read first without gradient, by a state that observes, it would stay without.
    @property
    def cos_y_B(self) -> Tensor:
        """The target cosine of each sample, float32 or wider.  Shape (B,)."""
        if self.given_cos_y_B is not None:
            return self.given_cos_y_B
        return wide(self.cos_BC.gather(1, self.labels_B.unsqueeze(1)).squeeze(1))

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return self.shard.classes if self.shard else self.cos_BC.shape[1]

    @property
    def norms_B(self) -> Tensor:
        """The feature norms.  Shape (B,).

        Raises:
            ValueError: the loss was called without them.
        """
        if self.given_norms_B is None:
            raise ValueError(
                "This loss reads the length of each feature: call it with norms_B=, shape (B,)."
            )
        return self.given_norms_B

    def with_target(self, values_BC: Tensor, value: Tensor | float | bool) -> Tensor:
        """A copy with `value`, one number or shape (B,), for the true class.  Shape (B, C)."""
        here_B = self.shard.here_B if self.shard else None
        return replace_target(values_BC, self.labels_B, here_B, value)

    def sum_over_rivals(self, values_BC: Tensor) -> Tensor:
        """Sum over every class but the true one.  Shape (B,)."""
        sum_B = self.with_target(values_BC, 0).sum(1)
        return self.shard.add(sum_B) if self.shard else sum_B

    def alike(self, value: Tensor) -> Tensor:
        """A weight that all shards have alike and use on their classes: gradients are summed."""
        return self.shard.alike(value) if self.shard else value

    def largest_rival(self, values_BC: Tensor) -> Tensor:
        """The largest value of any class but the true one, without gradient.  Shape (B,)."""
        lowest = torch.finfo(values_BC.dtype).min
        rivals_BC = self.with_target(values_BC.detach(), lowest)
        # A column that is always there: a shard may be empty.
        largest_B = torch.cat([rivals_BC, rivals_BC.new_full((len(rivals_BC), 1), lowest)], 1)
        largest_B = largest_B.amax(1)
        return self.shard.largest(largest_B) if self.shard else largest_B

    def rival_at(self, place: int) -> Tensor:
        """The cosine of the rival at this place, 1 the nearest, without gradient.  Shape (B,).

        -2, below every cosine, where there are fewer rivals.
        """
        rivals_BC = self.with_target(wide(self.cos_BC.detach()), -2)
        fewer = max(0, place - rivals_BC.shape[1])
        nearest_Bk = F.pad(rivals_BC, (0, fewer), value=-2).topk(place).values
        if self.shard:
            nearest_Bk = self.shard.beside(nearest_Bk).topk(place).values
        return nearest_Bk[:, -1]
