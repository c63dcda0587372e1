"""The cosines of a head in chunks of classes: no tensor of batch by classes ever exists.

B: batch, C: classes of this rank that a step uses, D: embedding, K: classes of one chunk.

A chunk of cosines is made from the features and the class weights when it is read, in the forward
pass and once more in the backward pass.  The class weights are never normalised into a copy: with
the products  x w_k  in hand, 1 / |w_k| is a factor on a column, and the gradient of a weight is

    g_k - w_k (w_k g_k) / |w_k|^2,     g_k = sum_b (dL / d cos_bk) x_b / |w_k|,

finished class by class.  All chunks have the same shape, so one compiled function serves them all.
The last begins where it must, and its first columns, which are in the chunk before it, do not
count.  It is taken first, and the chunk before it then overwrites what it has left for them.

Sub-centres, K of each class: their rows would follow one another in the weights, `read` would give
the largest product of each class, and `add` would hand its gradient to that centre's row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from face_training.head.lent_weights import Gradient, LentWeights
from face_training.head.products import Products
from losses.batch import wide
from losses.compiled import compiled
from losses.cosines import Cosines, Gradients, Piece

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
        weight_CD: the class weights of this rank.
        target_B: the column of the true class, `ELSEWHERE` where it is not here.
        chosen_C: the rows of the weights that the step uses; None: all.
        token, gradient: see `LentWeights`.
    """

    features_BD: Tensor
    weight_CD: Tensor
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
        weights = (lent.weight_CD, target_B, chosen_C, how)
        return cls(features_BD, *weights, lent.gradient, lent.token)

    @property
    def compiled(self) -> bool:  # type: ignore[override]
        return self.how.compiled

    @property
    def classes(self) -> int:
        return len(self.weight_CD if self.chosen_C is None else self.chosen_C)

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        assert self.token is not None
        return self.features_BD, self.token

    @property
    def kept(self) -> tuple[Tensor, ...]:
        chosen = () if self.chosen_C is None else (self.chosen_C,)
        return self.features_BD, self.weight_CD, self.target_B, *chosen

    def again(self) -> Callable[..., Cosines]:
        how, gradient = self.how, self.gradient
        return lambda features_BD, weight_CD, target_B, chosen_C=None: ClassChunks(
            features_BD, weight_CD, target_B, chosen_C, how, gradient
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

    def read(self, piece: Piece) -> tuple[Tensor, Tensor | None]:
        weight_KD = self.rows(piece)
        return self.how.products(self.features_BD, weight_KD.T), self.factor(weight_KD)

    def rows(self, piece: Piece) -> Tensor:
        """The class weights of a piece.  Shape (K, D)."""
        if self.chosen_C is None:
            return _of_classes(piece, self.weight_CD)
        return self.weight_CD.index_select(0, _of_classes(piece, self.chosen_C))

    def factor(self, weight_KD: Tensor) -> Tensor | None:
        """1 / |w|, if the features are compared by their cosines.  Shape (K,)."""
        if not self.how.normalised:
            return None
        dtype = torch.promote_types(weight_KD.dtype, torch.float32)
        length_K = torch.linalg.vector_norm(weight_KD, dim=1, dtype=dtype)
        return length_K.clamp_(min=SHORTEST).reciprocal_()

    def gradients(self, wanted: Sequence[bool]) -> Gradients:
        features, weights = wanted
        return _Gradients(self, features, weights)


class _Gradients:
    """The gradients of features and class weights, chunk by chunk."""

    def __init__(self, chunks: ClassChunks, features: bool, weights: bool) -> None:
        self._chunks = chunks
        self._features_BD = torch.zeros_like(wide(chunks.features_BD)) if features else None
        self._whole_CD: Tensor | None = None
        self._is_new = False
        self._across = compiled(_across).for_one_pass() if chunks.compiled else _across
        if weights:
            self._whole_CD, self._is_new = chunks.gradient.started(
                chunks.weight_CD, covered=chunks.chosen_C is None
            )

    def add(self, piece: Piece, pull_RK: Tensor) -> None:
        product, weight_KD = self._chunks.how.products, self._chunks.rows(piece)
        if self._features_BD is not None:
            self._features_BD += product(pull_RK, weight_KD)
        if self._whole_CD is not None:
            self._add_weights(piece, pull_RK, weight_KD)

    def _add_weights(self, piece: Piece, pull_RK: Tensor, weight_KD: Tensor) -> None:
        chunks, whole_CD = self._chunks, self._whole_CD
        assert whole_CD is not None
        place_KD = _of_classes(piece, whole_CD) if chunks.chosen_C is None else None
        is_direct = place_KD is not None and self._is_new and wide(place_KD) is place_KD
        out = place_KD if is_direct else None
        gradient_KD = chunks.how.products(pull_RK.T, chunks.features_BD, out=out)
        factor_K = chunks.factor(weight_KD)
        if factor_K is not None:
            self._across(gradient_KD, weight_KD, factor_K)
        if is_direct:
            return
        gradient_KD = gradient_KD.to(whole_CD.dtype)
        if place_KD is not None:
            place_KD.copy_(gradient_KD if self._is_new else place_KD + gradient_KD)
            return
        assert chunks.chosen_C is not None
        add = whole_CD.index_copy_ if self._is_new else whole_CD.index_add_
        add(0, _of_classes(piece, chunks.chosen_C), gradient_KD)

    def of_inputs(self) -> tuple[Tensor | None, ...]:
        features_BD, token = self._features_BD, self._chunks.weight_CD.new_zeros(())
        if features_BD is not None:
            features_BD = features_BD.to(self._chunks.features_BD.dtype)
        return features_BD, None if self._whole_CD is None else token


def _of_classes(piece: Piece, values_C: Tensor) -> Tensor:
    """Those of the piece's classes.  Shape (K, ...)."""
    return values_C.narrow(0, piece.classes.start, len(piece.classes))


def _across(gradient_KD: Tensor, weight_KD: Tensor, factor_K: Tensor) -> None:
    """Take out of each gradient its part along the class weight, in place: only angles count."""
    weight_KD = weight_KD.to(gradient_KD.dtype)
    along_K = (gradient_KD * weight_KD).sum(1) * factor_K.square()
    gradient_KD.sub_(weight_KD * along_K.unsqueeze(1))
