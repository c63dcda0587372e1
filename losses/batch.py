"""What a margin, a guidance or a scale may read of the batch, beyond its own argument."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


def wide(values: Tensor) -> Tensor:
    """Half precision as float32; the rest as it is.  Any shape."""
    return values.float() if values.dtype in (torch.float16, torch.bfloat16) else values


@dataclass(frozen=True)
class Batch:
    """One batch of cosines and what belongs to it.  B: batch, C: classes.

    The target cosine can be given where it is known already.  A head that holds only some of the
    classes on each process gives its own `classes` and `sum_over_rivals` as well; no loss reads
    the classes in any other way.
    """

    cos_BC: Tensor
    labels_B: Tensor
    given_norms_B: Tensor | None = None
    given_cos_y_B: Tensor | None = None

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
        return self.cos_BC.shape[1]

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

    def sum_over_rivals(self, values_BC: Tensor) -> Tensor:
        """Sum over every class but the true one.  Shape (B,)."""
        return values_BC.scatter(1, self.labels_B.unsqueeze(1), 0).sum(1)

    def rivals_BC(self) -> Tensor:
        """True for every class but the true one.  Shape (B, C)."""
        everyone_BC = torch.ones_like(self.cos_BC, dtype=torch.bool)
        return everyone_BC.scatter(1, self.labels_B.unsqueeze(1), False)
