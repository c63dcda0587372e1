"""Cosines in pieces: together the pieces hold each sample with each class, once."""

import pytest
import torch

from losses.cosines import ELSEWHERE, UNDIVIDED, Pieces, ReadyCosines

COS = torch.linspace(-1, 1, 35, dtype=torch.float64).view(7, 5)
TARGET = torch.tensor([0, 4, 2, ELSEWHERE, 1, 3, 0])


@pytest.mark.parametrize("numbers", [1, 5, 12, 35, 1000])
def test_pieces_hold_every_row_once(numbers: int) -> None:
    cosines = ReadyCosines(COS, TARGET, Pieces(on_cpu=numbers))
    pieces = cosines.pieces()
    assert [row for piece in pieces for row in piece.rows] == list(range(7))
    assert max(len(piece.rows) for piece in pieces) == max(1, min(7, numbers // 5))
    for piece in pieces:
        torch.testing.assert_close(piece.target_R, piece.of(TARGET))
        read = cosines.read(piece)
        assert read.factor_K is None
        torch.testing.assert_close(read.products_RK, piece.of(COS))


def test_together_they_are_the_whole() -> None:
    torch.testing.assert_close(ReadyCosines(COS, TARGET, Pieces(on_cpu=10)).whole(), COS)
    assert len(ReadyCosines(COS, TARGET, UNDIVIDED).pieces()) == 1


def test_what_is_written_to_a_piece_is_written_to_all() -> None:
    cosines, sums = ReadyCosines(COS, TARGET, Pieces(on_cpu=10)), torch.zeros(7).double()
    for piece in cosines.pieces():
        piece.of(sums).add_(cosines.read(piece)[0].sum(1))
    torch.testing.assert_close(sums, COS.sum(1))


def test_without_classes_there_are_no_pieces() -> None:
    assert not ReadyCosines(COS[:, :0], TARGET, Pieces()).pieces()
