"""Which term of a training step is no longer finite."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from losses.batch import Batch
from losses.cosines import UNDIVIDED
from losses.equation import Loss
from losses.on_a_piece import cosines_of


class Diverged(ArithmeticError):
    """A training run met a NaN or an infinity; the message names the step and the term."""


def first_bad_term(features_BD: Tensor, weight_CD: Tensor, batch: Batch, loss: Loss) -> str | None:
    """The first term of the forward pass that is not finite, in words; None if all are."""
    for name, values in named_terms(features_BD, weight_CD, batch, loss):
        if not torch.isfinite(values).all():
            return name
    return None


def named_terms(
    features_BD: Tensor, weight_CD: Tensor, batch: Batch, loss: Loss
) -> Iterator[tuple[str, Tensor]]:
    """The terms of the forward pass in their order, each with its name.

    Of those that may be large, the extremes stand for all values: one that is not finite shows.
    """
    terms = loss.terms(batch)
    yield "the features x", features_BD
    yield "the class weights w", _extremes(weight_CD)
    yield "the cosines", _extremes_of(batch, lambda cos_BK: cos_BK)
    yield "the margin f", terms.f_B
    yield "the guidance h", _extremes_of(batch, terms.guide)
    yield "-log p", terms.nll_B
    yield "the mining weight g", terms.g_B
    yield "the loss", terms.loss_B


def _extremes(values: Tensor) -> Tensor:
    """The smallest and the largest; NaN if any value is.  No copy of the values is made."""
    return torch.stack(values.aminmax()) if values.numel() else values.flatten()


def _extremes_of(batch: Batch, function: Callable[[Tensor], Tensor]) -> Tensor:
    """The extremes of a function of the cosines here, a piece at a time."""
    cosines, dtype = batch.in_pieces(UNDIVIDED), batch.cos_y_B.dtype
    found = []
    for piece in cosines.pieces():
        cos_RK = cosines_of(*cosines.read(piece).values, dtype)
        found.append(_extremes(function(cos_RK)))
    return torch.cat(found) if found else batch.cos_y_B.new_empty(0)
