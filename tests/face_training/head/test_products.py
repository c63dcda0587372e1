"""Products in the precision that is asked for, which nothing else in the process notices."""

import pytest
import torch

from face_training.head.products import Products

LEFT = torch.tensor([[1.0, 1 + 2**-9]])
RIGHT = torch.tensor([[1.0], [1.0]])


def test_halves_are_rounded_before_the_product_and_not_after():
    assert float(Products("float32")(LEFT, RIGHT)) == 2 + 2**-9
    assert float(Products("bfloat16")(LEFT, RIGHT)) == 2
    assert float(Products("bfloat16")(LEFT, 1025 * RIGHT)) == 2048  # 1025 is rounded, 2048 + 0 not
    assert float(Products("bfloat16")(torch.tensor([[257.0]]), torch.ones(1, 1))) == 256
    assert Products("bfloat16")(LEFT, RIGHT).dtype == torch.float32


@pytest.mark.parametrize("precision", ["auto", "float32", "tf32", "bfloat16"])
def test_float64_is_exact_and_half_weights_give_float32(precision):
    product = Products(precision)
    exact = product(LEFT.double(), RIGHT.double())
    assert exact.dtype == torch.float64
    assert float(exact) == 2 + 2**-9
    assert product(LEFT.bfloat16(), RIGHT).dtype == torch.float32
    assert product(LEFT.bfloat16(), RIGHT.bfloat16()).dtype == torch.float32


@pytest.mark.parametrize("precision", ["auto", "float32", "tf32", "bfloat16"])
def test_the_place_for_the_product(precision):
    out = torch.zeros(1, 1)
    assert Products(precision)(LEFT, RIGHT, out=out) is out
    assert float(out) == pytest.approx(2, abs=0.01)


def test_the_process_keeps_its_precision():
    before = torch.get_float32_matmul_precision()
    Products("tf32")(LEFT, RIGHT)
    assert torch.get_float32_matmul_precision() == before
