"""Cosines that are read a piece at a time, so that no tensor of batch by classes need exist.

B: batch, C: classes here, R: the samples of one piece, K: its classes.

A piece is some samples with some classes.  Ready cosines are cut into rows that stay in the
processor's cache (`ReadyCosines`).  Where a head makes the cosines from features and class weights,
it cuts them into chunks of classes and makes each chunk when it is read
(`face_training.head.chunks`).  `losses.over_rivals` goes over the pieces of either kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol

import torch
from torch import Tensor

ELSEWHERE = -1  # the column of a true class that is not here


@dataclass(frozen=True)
class Piece:
    """Some samples with some classes.

    Attributes:
        rows: the samples.
        classes: the classes, among those here.
        target_R: the column of each sample's true class, counted from the piece's first class;
            below 0 or past the last column where the true class is not in the piece.
        first: columns before this one belong to another piece too, and count there.
    """

    rows: range
    classes: range
    target_R: Tensor
    first: int = 0

    def of(self, values_B: Tensor) -> Tensor:
        """Those of the piece's samples, to read and to write.  Shape (R, ...)."""
        return values_B.narrow(0, self.rows.start, len(self.rows))


class Read(NamedTuple):
    """What was read of a piece.

    Attributes:
        products_RK: cosines, but for a factor.
        factor_K: on the columns of the products, to make cosines of them; None: they are.
        source: whatever the gradient needs of the place where it was read.
    """

    products_RK: Tensor
    factor_K: Tensor | None = None
    source: Any = None

    @property
    def values(self) -> tuple[Tensor, Tensor | None]:
        """Products and factor."""
        return self.products_RK, self.factor_K


class Gradients(Protocol):
    """Puts together the gradients of the inputs while the pieces are read again."""

    def add(self, piece: Piece, read: Read, pull_RK: Tensor) -> None:
        """The gradient of the products of this piece."""

    def of_inputs(self) -> tuple[Tensor | None, ...]:
        """The gradient of each input, after the last piece."""


class Cosines(ABC):
    """The cosines of a batch with the classes here.

    Attributes:
        compiled: whether what is done with a piece is compiled.
        whole_rows: whether a piece has all classes here, so that its gradient can be made as soon
            as its sum is there, but for a factor of each sample.
    """

    compiled: bool
    whole_rows: ClassVar[bool] = False

    @property
    @abstractmethod
    def classes(self) -> int:
        """How many classes are here."""

    @property
    @abstractmethod
    def inputs(self) -> tuple[Tensor, ...]:
        """What autograd follows the cosines back to."""

    @property
    @abstractmethod
    def kept(self) -> tuple[Tensor, ...]:
        """The tensors to keep for the backward pass."""

    @abstractmethod
    def again(self) -> Callable[..., Cosines]:
        """A function that makes these cosines again from what was kept."""

    @abstractmethod
    def pieces(self) -> Sequence[Piece]:
        """All pieces.  Together they hold every sample with every class, once."""

    @abstractmethod
    def read(self, piece: Piece) -> Read:
        """The cosines of a piece, without gradient."""

    @abstractmethod
    def gradients(self, wanted: Sequence[bool]) -> Gradients:
        """A place for the gradients of the inputs, those that are wanted."""

    def whole(self) -> Tensor:
        """All cosines, without gradient.  Shape (B, C)."""
        samples = len(self.inputs[0])
        whole_BC = None
        for piece in self.pieces():
            products_RK, factor_K = self.read(piece).values
            cos_RK = products_RK if factor_K is None else products_RK * factor_K
            if whole_BC is None:
                whole_BC = cos_RK.new_empty(samples, self.classes)
            columns = (piece.classes.start, len(piece.classes))
            piece.of(whole_BC).narrow(1, *columns).copy_(cos_RK.detach())
        return self.inputs[0].new_empty(samples, 0) if whole_BC is None else whole_BC


@dataclass(frozen=True)
class Pieces:
    """When ready cosines are taken in pieces, and how large a piece is.  All count cosines."""

    worth_splitting: int = 2**17  # from here on, pieces are faster than whole tensors
    on_cpu: int = 2**17  # what a processor's cache holds
    on_gpu: int = 2**26  # what keeps a GPU busy

    def rows(self, cos_BC: Tensor) -> list[range]:
        """The rows of each piece, at least one row a piece."""
        piece = self.on_cpu if cos_BC.device.type == "cpu" else self.on_gpu
        samples, classes = cos_BC.shape
        step = max(1, piece // max(1, classes))
        return [range(start, min(start + step, samples)) for start in range(0, samples, step)]


#: All rows in a single piece.
UNDIVIDED = Pieces(on_cpu=2**62, on_gpu=2**62)


@dataclass(frozen=True)
class ReadyCosines(Cosines):
    """Cosines (B, C) that exist, in pieces of some rows.

    `target_B` is the column of the true class, `ELSEWHERE` where it is not here.
    """

    whole_rows: ClassVar[bool] = True

    cos_BC: Tensor
    target_B: Tensor
    cut: Pieces
    compiled: bool = False

    @property
    def classes(self) -> int:
        return self.cos_BC.shape[1]

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        return (self.cos_BC,)

    @property
    def kept(self) -> tuple[Tensor, ...]:
        return (self.cos_BC, self.target_B)

    def again(self) -> Callable[..., Cosines]:
        cut, compiled = self.cut, self.compiled
        return lambda cos_BC, target_B: ReadyCosines(cos_BC, target_B, cut, compiled)

    def pieces(self) -> Sequence[Piece]:
        if not self.classes:
            return ()
        return [
            Piece(rows, range(self.classes), self.target_B.narrow(0, rows.start, len(rows)))
            for rows in self.cut.rows(self.cos_BC)
        ]

    def read(self, piece: Piece) -> Read:
        return Read(piece.of(self.cos_BC).detach())

    def gradients(self, wanted: Sequence[bool]) -> Gradients:
        return _OfReady(torch.empty_like(self.cos_BC))


@dataclass(frozen=True)
class _OfReady:
    """The gradient of ready cosines, written row by row."""

    gradient_BC: Tensor

    def add(self, piece: Piece, read: Read, pull_RK: Tensor) -> None:
        piece.of(self.gradient_BC).copy_(pull_RK)

    def of_inputs(self) -> tuple[Tensor | None, ...]:
        return (self.gradient_BC,)
