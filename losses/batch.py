"""One batch: what a loss may read of it, in whole or in shards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from losses.cosines import ELSEWHERE, UNDIVIDED, Cosines, Pieces, ReadyCosines
from losses.over_rivals import largest_over_rivals, nearest_over_rivals, sum_over_rivals
from losses.shard import Shard, replace_target


def wide(values: Tensor) -> Tensor:
    """Half precision as float32; the rest as it is.  Any shape."""
    return values.float() if values.dtype in (torch.float16, torch.bfloat16) else values


@dataclass(frozen=True)
class Batch:
    """One batch of cosines and what belongs to it.  B: batch, C: classes, K: some classes.

    The cosines are a tensor (B, C), or are read in pieces and never exist at once.  In that case,
    and with a shard, whose columns are only some of the classes, the target cosine must be given.
    A slot reads the other classes in no way but by the methods `sum_over_rivals`, `largest_rival`
    and `rival_at`; each is a pass over all cosines.
    """

    cosines: Tensor | Cosines
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
        # Norms of shape (B, 1) would make losses (B, B).
        if norms_B is not None and norms_B.shape != labels_B.shape:
            raise ValueError(
                f"Feature norms have the shape of the labels, {tuple(labels_B.shape)}, not "
                f"{tuple(norms_B.shape)}."
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
    def cos_BC(self) -> Tensor:
        """All cosines.  Those that are read in pieces are put together, without gradient."""
        return self.cosines if isinstance(self.cosines, Tensor) else self.cosines.whole()

    @property
    def classes(self) -> int:
        """How many classes there are."""
        if self.shard:
            return self.shard.classes
        cosines = self.cosines
        return cosines.shape[1] if isinstance(cosines, Tensor) else cosines.classes

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

    def in_pieces(self, cut: Pieces) -> Cosines:
        """The cosines as pieces; a tensor is cut as asked."""
        if not isinstance(self.cosines, Tensor):
            return self.cosines
        target_B = self.labels_B
        if self.shard:
            target_B = torch.where(self.shard.here_B, target_B, ELSEWHERE)
        return ReadyCosines(self.cosines, target_B, cut)

    def sum_over_rivals(self, function: Callable[..., Tensor], **arguments: Any) -> Tensor:
        """Sum of function(cos_BK, **arguments) over every class but the true one, of all shards.

        Without gradient.  Shape (B,); or (..., B), if the function makes (..., B, K) of (B, K).
        Give it a function of a module and tensors or numbers for what it needs: so it compiles.
        """
        like_B = self.cos_y_B.detach()
        sum_B = sum_over_rivals(self.in_pieces(UNDIVIDED), like_B, function, arguments)
        return self.shard.add(sum_B) if self.shard else sum_B

    def alike(self, value: Tensor) -> Tensor:
        """A weight that all shards have alike and use on their classes: gradients are summed."""
        return self.shard.alike(value) if self.shard else value

    def largest_rival(self) -> Tensor:
        """The largest cosine of any class but the true one, without gradient.  Shape (B,)."""
        largest_B = largest_over_rivals(self.in_pieces(UNDIVIDED), self.cos_y_B.detach())
        return self.shard.largest(largest_B) if self.shard else largest_B

    def rival_at(self, place: int) -> Tensor:
        """The cosine of the rival at this place, 1 the nearest, without gradient.  Shape (B,).

        -2, below every cosine, where there are fewer rivals.
        """
        nearest_Bk = nearest_over_rivals(self.in_pieces(UNDIVIDED), self.cos_y_B.detach(), place)
        if self.shard:
            nearest_Bk = self.shard.beside(nearest_Bk).topk(place).values
        return nearest_Bk.select(1, -1).clamp(min=-2)
