"""The memory counter, on cases that can be counted by hand."""

import pytest
import torch

from benchmarks.harness.memory import peak_bytes, peak_tensors

X = torch.rand(100, 1000)
TENSOR = 4 * 100 * 1000


def test_one_result_is_one_tensor() -> None:
    assert peak_bytes(lambda: X + X, "cpu") == TENSOR
    # The scalar 1 is a few bytes.
    assert peak_tensors(lambda: X + 1, X) == pytest.approx(1, abs=1e-4)


def test_nothing_is_nothing() -> None:
    assert peak_bytes(lambda: X.add_(X).T[3:], "cpu") == 0


def test_what_is_released_makes_room() -> None:
    def one_after_another() -> None:
        for _ in range(5):
            X.clone()

    def all_at_once() -> None:
        kept = [X.clone() for _ in range(5)]
        kept.clear()

    assert peak_bytes(one_after_another, "cpu") == TENSOR
    assert peak_bytes(all_at_once, "cpu") == 5 * TENSOR


def test_a_gradient_counts() -> None:
    leaf = X.clone().requires_grad_()
    assert peak_tensors(lambda: torch.autograd.grad(leaf.sum(), leaf), leaf) == pytest.approx(
        0, abs=1e-4
    )  # the gradient of a sum is one number, expanded
    assert peak_tensors(lambda: torch.autograd.grad((leaf * X).sum(), leaf), leaf) == (
        pytest.approx(1, abs=1e-4)
    )


def test_tensors_of_their_own_dtype() -> None:
    half = X.half()
    assert peak_tensors(lambda: half + half, half) == 1
    assert peak_tensors(lambda: half.float(), half) == 2
