"""What to say when a number of a training run is no longer finite."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from losses.batch import Batch
from losses.equation import Loss


class Diverged(ArithmeticError):
    """A training run met a NaN or an infinity; the message names step, loss and term."""


def first_bad_term(features_BD: Tensor, weight_CD: Tensor, batch: Batch, loss: Loss) -> str | None:
    """The first term of the forward pass that is not finite, in words; None if all are."""
    for term, values in terms(features_BD, weight_CD, batch, loss):
        if not torch.isfinite(values).all():
            return term
    return None


def terms(
    features_BD: Tensor, weight_CD: Tensor, batch: Batch, loss: Loss
) -> Iterator[tuple[str, Tensor]]:
    """The terms of the forward pass in their order, each with its name."""
    yield "the features x", features_BD
    yield "the class weights w", weight_CD
    yield "the cosines", batch.cos_BC
    f_B = loss.margin(batch)
    yield "the margin f", f_B
    yield "the guidance h", loss.guidance(batch.cos_BC, loss.boundary(batch, f_B))
    nll_B = loss.negative_log_likelihood(batch)
    yield "-log p", nll_B
    yield "the mining weight g", loss.mining_weights(nll_B)
    yield "the loss", loss.weighted(nll_B, batch)
