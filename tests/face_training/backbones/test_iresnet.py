"""IResNet: its depth, its halvings, its last normalisation, and bfloat16."""

import pytest
import torch
from torch import nn

from face_training.backbones import build
from face_training.backbones.iresnet import STAGES, Block


@pytest.mark.parametrize("depth", STAGES)
def test_the_name_counts_the_layers(depth: int) -> None:
    """Two convolutions a block, the first convolution and the linear layer."""
    blocks = sum(STAGES[depth])
    assert 2 * blocks + 2 == {18: 18, 34: 34, 50: 50, 100: 100}[depth]


def test_a_block_halves_and_widens() -> None:
    block = Block(8, 16, stride=2, squeeze=False)
    assert block(torch.randn(2, 8, 10, 10)).shape == (2, 16, 5, 5)
    same = Block(8, 8, stride=1, squeeze=False)
    assert isinstance(same.shortcut, nn.Identity)


def test_the_last_normalisation_has_no_scale_to_learn() -> None:
    network = build("iresnet18", embedding=8, image_size=32)
    frozen = [name for name, weight in network.named_parameters() if not weight.requires_grad]
    assert frozen == ["output.weight"]


def test_bfloat16_goes_forward_and_back_and_reaches_every_weight() -> None:
    torch.manual_seed(0)
    network = build("iresnet18_se", embedding=8, image_size=32)
    images_B3HW = torch.randn(2, 3, 32, 32).to(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        embeddings_BD = network(images_B3HW)
    (embeddings_BD.float() * torch.randn(2, 8)).sum().backward()
    without = [
        name
        for name, weight in network.named_parameters()
        if weight.requires_grad and (weight.grad is None or not weight.grad.isfinite().all())
    ]
    assert without == []


def test_images_that_do_not_halve_four_times_are_refused() -> None:
    with pytest.raises(ValueError, match="16 times n pixels, not 100"):
        build("iresnet50", image_size=100)
