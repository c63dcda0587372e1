"""Which term of a training step is no longer finite."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from losses.batch import Batch
from losses.equation import Loss


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
    """The terms of the forward pass in their order, each with its name."""
    terms = loss.terms(batch)
    yield "the features x", features_BD
    yield "the class weights w", weight_CD
    yield "the cosines", batch.cos_BC
    yield "the margin f", terms.f_B
    yield "the guidance h", terms.guided_BC
    yield "-log p", terms.nll_B
    yield "the mining weight g", terms.g_B
    yield "the loss", terms.loss_B
