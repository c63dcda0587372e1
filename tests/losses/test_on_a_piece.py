"""What is done with one piece, against loops over its samples and classes."""

import math

import pytest
import torch

from losses.on_a_piece import largest_of, left_out, log_sum_exp, log_sum_of, nearest_of, sum_of
from losses.sv_softmax import beats, sv_guide

S, T, FIRST = 8.0, 1.3, 1
DRAW = torch.Generator().manual_seed(4)
PRODUCTS = 2 * torch.rand(4, 6, generator=DRAW, dtype=torch.float64) - 1
FACTOR = 0.5 + 0.5 * torch.rand(6, generator=DRAW, dtype=torch.float64)
TARGET = torch.tensor([2, -1, 5, 9])  # the second and the last are in other pieces
BOUNDARY = torch.tensor([0.1, -0.2, 0.3, 0.0], dtype=torch.float64)
WHERE = (FACTOR, TARGET, FIRST, BOUNDARY)


def rivals(sample: int) -> list[float]:
    """Cosines of the rivals that count here."""
    cosines = PRODUCTS[sample] * FACTOR
    return [float(cosines[k]) for k in range(FIRST, 6) if k != int(TARGET[sample])]


def test_the_true_class_and_what_another_piece_counts_are_left_out() -> None:
    for sample, row in enumerate(left_out(PRODUCTS, TARGET, FIRST)):
        assert row.tolist() == [k < FIRST or k == int(TARGET[sample]) for k in range(6)]


def test_the_log_sum_and_what_is_watched() -> None:
    log_sum, beating, largest = log_sum_of(PRODUCTS, *WHERE, S, sv_guide, {"t": T}, None, beats, {})
    assert beating is not None
    assert largest is not None
    for sample in range(4):
        bound, here = float(BOUNDARY[sample]), rivals(sample)
        guided = [cos + (T - 1) * (cos + 1) * (cos > bound) for cos in here]
        wanted = math.log(sum(math.exp(S * value) for value in guided))
        assert float(log_sum[sample]) == pytest.approx(wanted, abs=1e-12)
        assert int(beating[sample]) == sum(cos > bound for cos in here)
        assert float(largest[sample]) == max(here)


def test_sums_and_the_nearest() -> None:
    squares = sum_of(PRODUCTS, *WHERE, torch.square, {})
    nearest = nearest_of(PRODUCTS, *WHERE, 2)
    top = largest_of(PRODUCTS, *WHERE)
    for sample in range(4):
        here = sorted(rivals(sample), reverse=True)
        assert float(squares[sample]) == pytest.approx(sum(cos**2 for cos in here), abs=1e-12)
        assert nearest[sample].tolist() == here[:2]
        assert float(top[sample]) == here[0]


def test_of_no_classes_the_log_sum_is_the_lowest_number() -> None:
    found = log_sum_exp(torch.empty(3, 0))
    assert found.tolist() == [torch.finfo(torch.float32).min] * 3
