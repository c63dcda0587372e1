"""All weights in one flat tensor: same values, same steps."""

from typing import Any

import pytest
import torch

from toy_models.flat_weights import REGISTER, in_one_piece


def some_weights() -> list[torch.nn.Parameter]:
    draw = torch.Generator().manual_seed(5)
    shapes = ((2, 3, 5), (2, 1, 3), (16,), (2, 17))
    return [torch.nn.Parameter(torch.randn(shape, generator=draw)) for shape in shapes]


def test_every_weight_keeps_its_values_and_starts_at_a_register() -> None:
    before, weights = some_weights(), some_weights()
    flat = in_one_piece(weights)
    assert len(flat) % REGISTER == 0
    for old, new in zip(before, weights, strict=True):
        torch.testing.assert_close(new, old, rtol=0, atol=0)
        assert (new.data_ptr() - flat.data_ptr()) % (REGISTER * 4) == 0
    with torch.no_grad():
        flat.fill_(7.0)
    assert all((weight == 7).all() for weight in weights)


@pytest.mark.parametrize("kind", [torch.optim.Adam, torch.optim.SGD])
def test_a_step_in_one_piece_is_the_step_of_each_weight(kind: Any) -> None:
    apart, weights = some_weights(), some_weights()
    flat = in_one_piece(weights)
    together, each = kind([flat], lr=0.1), kind(apart, lr=0.1)
    for _ in range(3):
        for optimiser, parameters in ((together, weights), (each, apart)):
            optimiser.zero_grad(set_to_none=False)
            sum((weight**3).sum() for weight in parameters).backward()  # type: ignore[union-attr]
            optimiser.step()
    for one, other in zip(weights, apart, strict=True):
        torch.testing.assert_close(one, other)
        assert one.grad is not None
        torch.testing.assert_close(one.grad, other.grad)
