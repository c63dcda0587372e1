"""The head: from embeddings and labels to the loss, with the classes in shards over the ranks.

b: samples of this rank, B: of all ranks, C: classes of this rank, D: embedding.

Each rank holds some of the class weights and uses the samples of all ranks:

    gather the embeddings                             B D numbers, and back for the gradient
    cosines with the rank's own class weights         no communication
    sum the target cosines over the ranks             B numbers; all but the owner send zeros
    margin, boundary of the support vectors           the same on every rank
    join the rivals' log-sum-exp over the ranks       2 B numbers: a maximum and a sum

Communication does not grow with the number of classes.  The loss of a sample is the equation of
`losses`, whichever loss it is: nothing here knows a formula.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.distributed.tensor import DTensor

from face_training.head.class_weights import class_weights, rows_of
from face_training.head.partial_fc import sampled_classes
from face_training.ranks import Ranks
from losses.angles import angle
from losses.batch import Batch, wide
from losses.equation import Loss, Terms
from losses.shard import Shard


@dataclass(frozen=True)
class Observed:
    """Means over a batch.  Scalars on the head's device, the same on every rank."""

    support_vector_fraction: Tensor  # of all sample-rival pairs
    theta_target: Tensor  # radians
    theta_rival: Tensor  # radians, of the nearest rival
    feature_norm: Tensor


@dataclass(frozen=True)
class _Seen:
    """The classes of this rank that a step uses."""

    weight_CD: Tensor
    columns_B: Tensor  # of the true class; any column if that is on another rank
    here_B: Tensor  # whether the true class is on this rank
    classes: int  # that the step uses on all ranks together


class Head(nn.Module):
    """Class weights and a loss on them.

    Attributes:
        loss: the loss, with its state.
        weight: (classes, D); with several ranks a DTensor, sharded by classes.
        seen: how many batches the head was trained on.
        observed: of the last batch, if `observing` was set.
    """

    seen: Tensor

    def __init__(
        self,
        loss: Loss,
        classes: int,
        embedding: int,
        ranks: Ranks | None = None,
        *,
        sample: float = 1.0,
        seed: int = 0,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        self.ranks = ranks or Ranks()
        self.loss = loss.to(self.ranks.device, dtype)
        self.classes = classes
        self.sample = sample
        self.seed = seed
        self.weight = class_weights(classes, embedding, self.ranks, seed, dtype)
        self.register_buffer("seen", torch.zeros((), dtype=torch.long))
        self.observing = False
        self.observed: Observed | None = None

    @property
    def own_classes(self) -> range:
        """The classes whose weights are on this rank."""
        return rows_of(self.classes, self.ranks.rank, self.ranks.count)

    @property
    def own_weight_CD(self) -> Tensor:
        """The weights on this rank."""
        return self.weight.to_local() if isinstance(self.weight, DTensor) else self.weight

    def forward(self, embeddings_bD: Tensor, labels_b: Tensor) -> Tensor:
        """The mean loss over the samples of all ranks, the same on every rank.

        The gradient of the embeddings is multiplied by the number of ranks, because DDP and FSDP
        average the gradients of the weights over the ranks.
        """
        batch = self.batch(embeddings_bD, labels_b)
        with torch.autocast(embeddings_bD.device.type, enabled=False):
            self.loss.observe(batch)
            terms = self.loss.terms(batch)
            loss_B = terms.loss_B
        if self.training:
            self.seen += 1
        if self.observing:
            self.observed = self._observe(terms)
        return loss_B.mean()

    def batch(self, embeddings_bD: Tensor, labels_b: Tensor) -> Batch:
        """The cosines of all ranks' samples with this rank's classes, as a batch of the loss.

        In the dtype of the weights, under autocast too.
        """
        with torch.autocast(embeddings_bD.device.type, enabled=False):
            return self._batch(embeddings_bD, labels_b)

    def _batch(self, embeddings_bD: Tensor, labels_b: Tensor) -> Batch:
        embeddings_bD = wide(embeddings_bD).to(self.weight.dtype)
        if embeddings_bD.requires_grad:
            # A view, so that the hook is not on the caller's tensor.
            embeddings_bD = embeddings_bD.view_as(embeddings_bD)
            embeddings_bD.register_hook(lambda gradient_bD: gradient_bD * self.ranks.count)
        features_BD = self.ranks.gathered(self._unit(embeddings_bD))
        norms_B = self.ranks.gathered_alike(embeddings_bD.norm(dim=1))
        labels_B = self.ranks.gathered_alike(labels_b)
        seen = self._seen_classes(labels_B)
        cos_BC = F.linear(features_BD, self._unit(seen.weight_CD))
        ranks = self.ranks
        shard = Shard(
            seen.here_B, seen.classes, ranks.add, ranks.largest, ranks.alike, ranks.beside
        )
        target_B = self._target(cos_BC, seen)
        return Batch(cos_BC, seen.columns_B, norms_B, target_B, shard)

    def _seen_classes(self, labels_B: Tensor) -> _Seen:
        own = self.own_classes
        here_B = (labels_B >= own.start) & (labels_B < own.stop)
        columns_B = (labels_B - own.start).clamp(0, max(len(own) - 1, 0))
        if self.sample == 1:
            return _Seen(self.own_weight_CD, columns_B, here_B, self.classes)
        chosen = sampled_classes(
            labels_B, self.classes, self.sample, seed=self.seed, step=int(self.seen)
        )
        chosen_C = chosen[own.start : own.stop]
        if len(own):
            # The column among the chosen classes; any column if the class is on another rank.
            columns_B = (chosen_C.cumsum(0) - 1).clamp(min=0)[columns_B]
        weight_CD = self.own_weight_CD[chosen_C.nonzero().squeeze(1)]
        return _Seen(weight_CD, columns_B, here_B, int(chosen.sum()))

    def _target(self, cos_BC: Tensor, seen: _Seen) -> Tensor:
        """The target cosines: the owner's, and zeros of the other ranks.  Shape (B,)."""
        if not cos_BC.shape[1]:
            return self.ranks.add(cos_BC.sum(1))
        own_B = cos_BC.gather(1, seen.columns_B.unsqueeze(1)).squeeze(1)
        return self.ranks.add(own_B * seen.here_B)

    def _unit(self, vectors: Tensor) -> Tensor:
        return F.normalize(vectors) if self.loss.spec.normalised else vectors

    @torch.no_grad()
    def _observe(self, terms: Terms) -> Observed:
        batch = terms.batch
        vectors_BC = terms.support_BC.to(batch.cos_BC.dtype)
        return Observed(
            support_vector_fraction=batch.sum_over_rivals(vectors_BC).mean() / (batch.classes - 1),
            theta_target=angle(batch.cos_y_B).mean(),
            theta_rival=angle(batch.largest_rival(batch.cos_BC)).mean(),
            feature_norm=batch.norms_B.mean(),
        )
