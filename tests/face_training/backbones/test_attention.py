"""The attention network: as large as FaceX-Zoo's, its mask at work, its descents as deep."""

import pytest
import torch
from torch import nn

from face_training.backbones import build
from face_training.backbones.attention import MODULES, AttentionModule, Bottleneck, Descent, grown


@pytest.mark.parametrize(("depth", "theirs"), [(56, 98.96), (92, 134.56)])
def test_it_has_the_parameters_of_facex_zoos_layers(depth: int, theirs: float) -> None:
    """98.96 and 134.56 million in its table of backbones.

    It also makes a convolution around each block that needs none: C x C weights.
    """
    with torch.device("meta"):
        network = build(f"attention{depth}")
    used = sum(weight.numel() for weight in network.parameters())
    blocks = [module for module in network.modules() if isinstance(module, Bottleneck)]
    around = [block for block in blocks if block.shortcut is None]
    unused = sum(block.residual[-1].out_channels ** 2 for block in around)  # type: ignore[operator]
    assert (used + unused) / 1e6 == pytest.approx(theirs, abs=0.006)


@pytest.mark.parametrize("depth", MODULES)
def test_the_name_counts_the_layers_of_trunk_and_stages(depth: int) -> None:
    """Three convolutions a block: four blocks of each module's trunk, six between; the two ends."""
    modules = sum(MODULES[depth])
    assert 3 * (4 * modules + 6) + 2 == depth


def test_each_descent_halves_the_image_once_more() -> None:
    sizes = []

    class Watched(nn.Identity):
        def forward(self, features_BCHW: torch.Tensor) -> torch.Tensor:
            sizes.append(features_BCHW.shape[-1])
            return features_BCHW

    descent = Descent(2, 3, lambda *_: Watched())
    assert descent(torch.randn(1, 2, 32, 32)).shape[-1] == 16
    assert sizes == [16, 8, 4, 4, 8, 8, 16, 16]


def test_the_mask_scales_the_trunk_between_one_and_two() -> None:
    torch.manual_seed(0)
    module = AttentionModule(8, 2, lambda *_: nn.Identity())
    ratio = module(torch.ones(1, 8, 16, 16) * 3) / 3
    assert (ratio > 1).all()
    assert (ratio < 2).all()


def test_small_maps_grow_to_the_corners() -> None:
    small = torch.tensor([[[[0.0, 2.0]]]])
    expected = torch.tensor([[[[0.0, 1.0, 2.0]]]])
    torch.testing.assert_close(grown(small, torch.empty(1, 1, 1, 3)), expected)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["attention56", "attention56_irse"])
def test_bfloat16_goes_forward_and_back_and_reaches_every_weight(name: str) -> None:
    torch.manual_seed(0)
    network = build(name, embedding=4, image_size=32, pooled=True)
    with torch.autocast("cpu", torch.bfloat16):
        embeddings_BD = network(torch.randn(2, 3, 32, 32))
    (embeddings_BD.float() * torch.randn(2, 4)).sum().backward()
    without = [
        name
        for name, weight in network.named_parameters()
        if weight.grad is None or not weight.grad.isfinite().all()
    ]
    assert without == []


def test_images_that_do_not_halve_four_times_are_refused() -> None:
    with pytest.raises(ValueError, match="16 times n pixels, not 100"):
        build("attention56", image_size=100)
