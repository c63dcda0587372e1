"""Blocks that recompute: the same training to the bit, with fewer activations kept."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from face_training.backbones import build
from face_training.backbones.blocks import Blocks, recompute

WITH_BLOCKS = ["iresnet18", "iresnet18_se", "attention56", "mobilefacenet", "vit_s"]


def network_of(name: str) -> nn.Module:
    torch.manual_seed(1)
    return build(name, embedding=4, image_size=32).train()


def trained(network: nn.Module, steps: int = 2) -> dict[str, Tensor]:
    """Gradients, weights and statistics after some steps."""
    torch.manual_seed(2)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01)
    for _ in range(steps):
        optimiser.zero_grad()
        (network(torch.randn(3, 3, 32, 32)) * torch.randn(3, 4)).sum().backward()
        optimiser.step()
    gradients = {
        f"gradient of {name}": weight.grad
        for name, weight in network.named_parameters()
        if weight.grad is not None
    }
    return {**gradients, **network.state_dict()}


def kept_bytes(network: nn.Module) -> int:
    """What autograd remembers of a forward pass, without the weights."""
    weights = {weight.untyped_storage().data_ptr() for weight in network.parameters()}
    kept = 0

    def note(tensor: Tensor) -> Tensor:
        nonlocal kept
        if tensor.untyped_storage().data_ptr() not in weights:
            kept += tensor.numel() * tensor.element_size()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        network(torch.randn(4, 3, 32, 32))
    return kept


@pytest.mark.parametrize("name", WITH_BLOCKS)
def test_nothing_changes_to_the_bit(name: str) -> None:
    plain, again = network_of(name), network_of(name)
    recompute(again)
    expected, found = trained(plain), trained(again)
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert torch.equal(found[key], value), key


@pytest.mark.parametrize("name", WITH_BLOCKS)
def test_less_is_remembered(name: str) -> None:
    network = network_of(name)
    before = kept_bytes(network)
    recompute(network)
    assert kept_bytes(network) < before / 3


def test_dropout_draws_the_same_again() -> None:
    torch.manual_seed(0)
    blocks = Blocks(nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.5), nn.Tanh()))
    recompute(blocks)
    inputs = torch.randn(5, 3, dtype=torch.float64, requires_grad=True)
    blocks.double()
    torch.manual_seed(3)
    blocks(inputs).sum().backward()
    again, inputs.grad = inputs.grad, None
    blocks.recompute = False
    torch.manual_seed(3)
    blocks(inputs).sum().backward()
    assert again is not None
    assert inputs.grad is not None
    torch.testing.assert_close(again, inputs.grad, rtol=0, atol=0)


def test_in_use_nothing_is_computed_twice() -> None:
    calls = []

    class Counted(nn.Linear):
        def forward(self, features: Tensor) -> Tensor:
            calls.append(self.training)
            return super().forward(features)

    blocks = Blocks(Counted(3, 3))
    recompute(blocks)
    blocks.eval()(torch.ones(2, 3)).sum().backward()
    assert calls == [False]
    calls.clear()
    blocks.train()(torch.ones(2, 3)).sum().backward()
    assert calls == [True, True]


def test_a_network_without_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^training\.recompute needs a backbone with blocks"):
        recompute(build("tiny", embedding=4, image_size=32))
