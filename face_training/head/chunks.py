"""The cosines of a head in chunks of classes: no tensor of batch by classes ever exists.

B: batch, C: classes of this rank that a step uses, D: embedding, K: classes of one chunk,
S: centres of a class.

A chunk of cosines is made from the features and the class weights when it is read, in the forward
pass and once more in the backward pass.  The class weights are never normalised into a copy: with
the products  x w_k  in hand, 1 / |w_k| is a factor on a column, and the gradient of a weight is

    g_k - w_k (w_k g_k) / |w_k|^2,     g_k = sum_b (dL / d cos_bk) x_b / |w_k|,

finished class by class.  All chunks have the same shape, so one compiled function serves them all.
The last begins where it must, and its first columns, which are in the chunk before it, do not
count.  It is taken first, and the chunk before it then overwrites what it has left for them.

With several centres of a class (`face_training.head.centres`) the weights have the shape (C, S, D).
A chunk is read with all its centres, and its cosines are the best of each class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import torch
from torch import Tensor

from face_training.head.centres import best_centres, to_centres
from face_training.head.lent_weights import Gradient, LentWeights
from face_training.head.products import Products
from losses.batch import wide
from losses.compiled import compiled
from losses.cosines import Cosines, Gradients, Piece, Read

SHORTEST = 1e-12  # of a class weight: shorter ones count as this long, as in F.normalize


@dataclass(frozen=True)
class Chunking:
    """How the classes are cut into chunks, and how a chunk is computed.

    Attributes:
        classes: of one chunk.
        normalised: whether cosines are wanted, and not inner products.
        products: the matrix products.
        compiled: whether the rest is compiled.
    """

    classes: int
    normalised: bool = True
    products: Products = field(default_factory=Products)
    compiled: bool = False


@dataclass(frozen=True)
class ClassChunks(Cosines):
    """The cosines of features with class weights.

    Attributes:
        features_BD: of length 1, if cosines are wanted.
        weight: the class weights of this rank, (C, D) or (C, S, D).
        target_B: the column of the true class, `ELSEWHERE` where it is not here.
        chosen_C: the rows of the weights that the step uses; None: all.
        token, gradient: see `LentWeights`.
    """

    features_BD: Tensor
    weight: Tensor
    target_B: Tensor
    chosen_C: Tensor | None
    how: Chunking
    gradient: Gradient
    token: Tensor | None = None

    @classmethod
    def of(
        cls,
        features_BD: Tensor,
        lent: LentWeights,
        target_B: Tensor,
        chosen_C: Tensor | None,
        how: Chunking,
    ) -> ClassChunks:
        """The cosines with lent weights."""
        weights = (lent.weight, target_B, chosen_C, how)
        return cls(features_BD, *weights, lent.gradient, lent.token)

    @property
    def compiled(self) -> bool:  # type: ignore[override]
        return self.how.compiled

    @property
    def classes(self) -> int:
        return len(self.weight if self.chosen_C is None else self.chosen_C)

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        assert self.token is not None
        return self.features_BD, self.token

    @property
    def kept(self) -> tuple[Tensor, ...]:
        chosen = () if self.chosen_C is None else (self.chosen_C,)
        return self.features_BD, self.weight, self.target_B, *chosen

    def again(self) -> Callable[..., Cosines]:
        how, gradient = self.how, self.gradient
        return lambda features_BD, weight, target_B, chosen_C=None: ClassChunks(
            features_BD, weight, target_B, chosen_C, how, gradient
        )

    def pieces(self) -> Sequence[Piece]:
        width, every = min(self.how.classes, self.classes), range(len(self.features_BD))
        if not width:
            return ()
        begins = range(0, self.classes, width)
        last = self.classes - width
        start_N = torch.arange(len(begins), device=self.target_B.device).mul_(width)
        target_NB = self.target_B - start_N.clamp_(max=last).unsqueeze(1)
        pieces = []
        for begin, target_B in zip(begins, target_NB.unbind(), strict=True):
            at = min(begin, last)
            pieces.append(Piece(every, range(at, at + width), target_B, begin - at))
        return [pieces[-1], *pieces[:-1]]

    def read(self, piece: Piece) -> Read:
        weight = self._rows(piece)
        weight_ND = weight.flatten(0, -2)
        products_RN = self.how.products(self.features_BD, weight_ND.T)
        factor_N = self._factor(weight_ND)
        if weight.ndim == 2:
            return Read(products_RN, factor_N, _Source(weight_ND, factor_N))
        factor_KS = (weight.new_ones(len(weight_ND)) if factor_N is None else factor_N).view(
            weight.shape[:2]
        )
        cos_RK, centre_RK = _run(self, best_centres)(products_RN, factor_KS)
        return Read(cos_RK, None, _Source(weight_ND, factor_N, factor_KS, centre_RK))

    def gradients(self, wanted: Sequence[bool]) -> Gradients:
        features, weights = wanted
        return _Gradients(self, features, weights)

    def _rows(self, piece: Piece) -> Tensor:
        """The class weights of a piece.  Shape (K, D) or (K, S, D)."""
        if self.chosen_C is None:
            return _of_classes(piece, self.weight)
        return self.weight.index_select(0, _of_classes(piece, self.chosen_C))

    def _factor(self, weight_ND: Tensor) -> Tensor | None:
        """1 / |w|, if the features are compared by their cosines.  Shape (N,)."""
        if not self.how.normalised:
            return None
        dtype = torch.promote_types(weight_ND.dtype, torch.float32)
        length_N = torch.linalg.vector_norm(weight_ND, dim=1, dtype=dtype)
        return length_N.clamp_(min=SHORTEST).reciprocal_()


class _Source(NamedTuple):
    """Where a chunk was read.  N: the centres of all its classes."""

    weight_ND: Tensor
    factor_N: Tensor | None
    factor_KS: Tensor | None = None  # with several centres
    centre_RK: Tensor | None = None


class _Gradients:
    """The gradients of features and class weights, chunk by chunk."""

    def __init__(self, chunks: ClassChunks, features: bool, weights: bool) -> None:
        self._chunks = chunks
        self._features_BD = torch.zeros_like(wide(chunks.features_BD)) if features else None
        self._whole: Tensor | None = None
        self._is_new = False
        self._across, self._to_centres = _run(chunks, _across), _run(chunks, to_centres)
        if weights:
            self._whole, self._is_new = chunks.gradient.started(
                chunks.weight, covered=chunks.chosen_C is None
            )

    def add(self, piece: Piece, read: Read, pull_RK: Tensor) -> None:
        source: _Source = read.source
        if source.centre_RK is not None:
            pull_RK = self._to_centres(pull_RK, source.centre_RK, source.factor_KS)
        if self._features_BD is not None:
            self._features_BD += self._chunks.how.products(pull_RK, source.weight_ND)
        if self._whole is not None:
            self._add_weights(piece, source, pull_RK, self._whole)

    def _add_weights(self, piece: Piece, source: _Source, pull_RN: Tensor, whole: Tensor) -> None:
        chunks = self._chunks
        place = _of_classes(piece, whole) if chunks.chosen_C is None else None
        is_direct = place is not None and self._is_new and wide(whole) is whole
        out = place.flatten(0, -2) if place is not None and is_direct else None
        gradient_ND = chunks.how.products(pull_RN.T, chunks.features_BD, out=out)
        if source.factor_N is not None:
            self._across(gradient_ND, source.weight_ND, source.factor_N)
        if is_direct:
            return
        gradient = gradient_ND.to(whole.dtype).view(-1, *whole.shape[1:])
        if place is not None:
            place.copy_(gradient if self._is_new else place + gradient)
            return
        assert chunks.chosen_C is not None
        add = whole.index_copy_ if self._is_new else whole.index_add_
        add(0, _of_classes(piece, chunks.chosen_C), gradient)

    def of_inputs(self) -> tuple[Tensor | None, ...]:
        features_BD, token = self._features_BD, self._chunks.weight.new_zeros(())
        if features_BD is not None:
            features_BD = features_BD.to(self._chunks.features_BD.dtype)
        return features_BD, None if self._whole is None else token


def _run(chunks: ClassChunks, function: Callable[..., Any]) -> Callable[..., Any]:
    return compiled(function).for_one_pass() if chunks.compiled else function


def _of_classes(piece: Piece, values_C: Tensor) -> Tensor:
    """Those of the piece's classes.  Shape (K, ...)."""
    return values_C.narrow(0, piece.classes.start, len(piece.classes))


def _across(gradient_ND: Tensor, weight_ND: Tensor, factor_N: Tensor) -> None:
    """Take out of each gradient its part along the class weight, in place: only angles count."""
    weight_ND = weight_ND.to(gradient_ND.dtype)
    along_N = (gradient_ND * weight_ND).sum(1) * factor_N.square()
    gradient_ND.sub_(weight_ND * along_N.unsqueeze(1))
