"""The head: from embeddings and labels to the loss, with the classes in shards over the ranks.

b: samples of this rank, B: of all ranks, C: classes of this rank, D: embedding, S: centres of a
class.

Each rank holds some of the class weights and uses the samples of all ranks:

    gather the embeddings                             B D numbers, and back for the gradient
    cosines with the rank's own class weights         no communication
    sum the target cosines over the ranks             B numbers; all but the owner send zeros
    margin, boundary of the support vectors           the same on every rank
    join the rivals' log-sum-exp over the ranks       2 B numbers: a maximum and a sum

Communication does not grow with the number of classes.  The loss of a sample is the equation of
`losses`, whichever loss it is: nothing here knows a formula.

The cosines are a tensor (B, C), or are made in chunks of classes and never exist at once: see
`face_training.head.form`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.distributed.tensor import DTensor

from face_training.head.centres import largest
from face_training.head.chunks import Chunking, ClassChunks
from face_training.head.class_weights import class_weights, rows_of
from face_training.head.form import Choice, ChunkSettings, choose, classes_of_a_step
from face_training.head.lent_weights import LentWeights
from face_training.ranks import Ranks
from losses.angles import angle
from losses.batch import Batch, wide
from losses.cosines import ELSEWHERE, Cosines
from losses.equation import Loss, Terms
from losses.partial_fc import sampled_classes
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

    chosen_C: Tensor | None  # rows of the rank's weights; None: all
    columns_B: Tensor  # of the true class; any column if that is on another rank
    here_B: Tensor  # whether the true class is on this rank
    classes: int  # that the step uses on all ranks together


class Head(nn.Module):
    """Class weights and a loss on them.

    Args:
        form: "dense", "chunked", or "auto" for the one that fits and is faster.
        chunks: the settings of the chunked form.

    Attributes:
        loss: the loss, with its state.
        weight: (classes, D), or (classes, S, D) if the loss has several centres of each class; with
            several ranks a DTensor, sharded by classes.
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
        form: str = "auto",
        chunks: ChunkSettings | None = None,
    ) -> None:
        super().__init__()
        self.form, self.chunks = form, chunks or ChunkSettings()
        self.ranks = ranks or Ranks()
        self.loss = loss.to(self.ranks.device, dtype)
        self.classes = classes
        self.sample = sample
        self.seed = seed
        self.weight = class_weights(
            classes, embedding, self.ranks, seed, dtype, centres=loss.centres
        )
        self.register_buffer("seen", torch.zeros((), dtype=torch.long))
        self.observing = False
        self.observed: Observed | None = None

    @property
    def own_classes(self) -> range:
        """The classes whose weights are on this rank."""
        return rows_of(self.classes, self.ranks.rank, self.ranks.count)

    @property
    def own_weight(self) -> Tensor:
        """The weights on this rank, (C, D) or (C, S, D)."""
        return self.weight.to_local() if isinstance(self.weight, DTensor) else self.weight

    @property
    def own_weight_CD(self) -> Tensor:
        """The weights on this rank; of several centres of a class the first."""
        weight = self.own_weight
        return weight if weight.ndim == 2 else weight.select(1, 0)

    def choice(self, samples: int) -> Choice:
        """The form that the head takes for so many samples of all ranks, the same on every rank."""
        return choose(
            self.form,
            samples=samples,
            classes=self._classes_of_a_step() * self.loss.centres,
            embedding=self.weight.shape[-1],
            device=self.ranks.device,
            dtype=self.weight.dtype,
        )

    def forward(self, embeddings_bD: Tensor, labels_b: Tensor) -> Tensor:
        """The mean loss over the samples of all ranks, the same on every rank.

        The gradient of the embeddings is multiplied by the number of ranks, because DDP and FSDP
        average the gradients of the weights over the ranks.
        """
        batch = self.batch(embeddings_bD, labels_b)
        with torch.autocast(embeddings_bD.device.type, enabled=False):
            self.loss.observe(batch)
            terms = self.loss.terms(batch, watch=self.observing)
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
        is_dense = self.choice(len(features_BD)).form == "dense"
        cosines, own_B = (self._dense if is_dense else self._chunked)(features_BD, seen)
        # The target cosines: the owner's, and zeros of the other ranks.
        ranks = self.ranks
        target_B = ranks.add(wide(own_B) * seen.here_B)
        shard = Shard(
            seen.here_B, seen.classes, ranks.add, ranks.largest, ranks.alike, ranks.beside
        )
        return Batch(cosines, seen.columns_B, norms_B, target_B, shard)

    def _dense(self, features_BD: Tensor, seen: _Seen) -> tuple[Tensor, Tensor]:
        """All cosines, and those with the column of the true class.  Shapes (B, C) and (B,)."""
        weight = self.own_weight
        if seen.chosen_C is not None:
            weight = weight[seen.chosen_C]
        cos_BN = F.linear(features_BD, self._unit(weight.flatten(0, -2)))
        cos_BC = largest(cos_BN, self.loss.centres)
        if not len(weight):
            return cos_BC, cos_BC.sum(1)
        return cos_BC, cos_BC.gather(1, seen.columns_B.unsqueeze(1)).squeeze(1)

    def _chunked(self, features_BD: Tensor, seen: _Seen) -> tuple[Cosines, Tensor]:
        """The cosines in chunks, and those with the row of the true class.  Shape (B,)."""
        chunks, device = self.chunks, features_BD.device
        how = Chunking(
            chunks.width(len(features_BD) * self.loss.centres, self._classes_of_a_step(), device),
            self.loss.spec.normalised,
            chunks.products(),
            chunks.is_compiled(device),
        )
        lent = LentWeights(self.own_weight)
        target_B = torch.where(seen.here_B, seen.columns_B, ELSEWHERE)
        cosines = ClassChunks.of(features_BD, lent, target_B, seen.chosen_C, how)
        if not cosines.classes:
            return cosines, wide(features_BD).sum(1)
        rows_B = seen.columns_B if seen.chosen_C is None else seen.chosen_C[seen.columns_B]
        own_BSD = self._unit(wide(lent.rows(rows_B))).view(len(rows_B), -1, features_BD.shape[1])
        own_BS = (wide(features_BD).unsqueeze(1) * own_BSD).sum(-1)
        return cosines, largest(own_BS, self.loss.centres).squeeze(1)

    def _classes_of_a_step(self) -> int:
        return classes_of_a_step(self.classes, self.ranks.count, self.sample)

    def _seen_classes(self, labels_B: Tensor) -> _Seen:
        own = self.own_classes
        here_B = (labels_B >= own.start) & (labels_B < own.stop)
        columns_B = (labels_B - own.start).clamp(0, max(len(own) - 1, 0))
        if self.sample == 1:
            return _Seen(None, columns_B, here_B, self.classes)
        chosen = sampled_classes(
            labels_B, self.classes, self.sample, seed=self.seed, step=int(self.seen)
        )
        chosen_C = chosen[own.start : own.stop]
        if len(own):
            # The column among the chosen classes; any column if the class is on another rank.
            columns_B = (chosen_C.cumsum(0) - 1).clamp(min=0)[columns_B]
        return _Seen(chosen_C.nonzero().squeeze(1), columns_B, here_B, int(chosen.sum()))

    def _unit(self, vectors: Tensor) -> Tensor:
        return F.normalize(vectors, dim=-1) if self.loss.spec.normalised else vectors

    @torch.no_grad()
    def _observe(self, terms: Terms) -> Observed:
        batch = terms.batch
        return Observed(
            support_vector_fraction=terms.support_B.mean() / (batch.classes - 1),
            theta_target=angle(batch.cos_y_B).mean(),
            theta_rival=angle(terms.nearest_B).mean(),
            feature_norm=batch.norms_B.mean(),
        )
