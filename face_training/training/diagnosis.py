"""Find the first term that is not finite, and the ranks on which it is not."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.distributed.tensor import DTensor

from face_training.head.head import Head
from losses.divergence import named_terms

SINGLE = ("the margin f", "the guidance h", "-log p", "the mining weight g", "the loss")


def first_bad_term(embeddings_bD: Tensor, labels_b: Tensor, backbone: nn.Module, head: Head) -> str:
    """The term, in words.  Every rank must call it: the terms bring the ranks together."""
    ranks = head.ranks
    batch = head.batch(embeddings_bD, labels_b)
    sums = [_own(weight).sum() for weight in backbone.parameters()]
    found = [
        ("the weights of the backbone", torch.stack(sums)),
        *named_terms(embeddings_bD, head.own_weight, batch, head.loss),
    ]
    bad = [name for name, values in found if not bool(torch.isfinite(values).all())]
    order = [name for name, _ in found]
    everywhere = ranks.all_of(bad[0] if bad else "")
    first = min((name for name in everywhere if name), key=order.index, default="the loss")
    where = [rank for rank, name in enumerate(everywhere) if name == first]
    numbers = ", ".join(map(str, where))
    place = f" on rank{'s' if len(where) > 1 else ''} {numbers}" if ranks.count > 1 else ""
    return f"{first} {'is' if first in SINGLE else 'are'} not finite{place}"


def _own(weight: Tensor) -> Tensor:
    return (weight.to_local() if isinstance(weight, DTensor) else weight).detach()
