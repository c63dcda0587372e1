"""The vision transformer: its size by hand, its places, and layers that do not start alike."""

import pytest
import torch

from face_training.backbones import build


@pytest.mark.parametrize(("name", "depth"), [("vit_s", 12), ("vit_b", 24)])
def test_it_has_the_parameters_that_its_shape_gives(name: str, depth: int) -> None:
    with torch.device("meta"):
        network = build(name)
    width, tokens = 512, 12 * 12
    attention = 3 * width * width + 3 * width + width * width + width
    perceptron = 2 * 4 * width * width + 4 * width + width
    layer = attention + perceptron + 2 * 2 * width
    patches = 3 * 9 * 9 * width + width
    output = tokens * width * width + 2 * width + width * 512 + 2 * 512
    expected = patches + tokens * width + depth * layer + 2 * width + output
    assert sum(weight.numel() for weight in network.parameters()) == expected


def test_layers_start_differently() -> None:
    network = build("vit_s", embedding=4, image_size=27)
    first, second = (network.layers[k].self_attn.in_proj_weight for k in (0, 1))  # type: ignore[union-attr,index]
    assert not torch.equal(first, second)
    assert first.std().item() == pytest.approx(0.02, rel=0.1)


def test_places_matter() -> None:
    torch.manual_seed(0)
    network = build("vit_s", embedding=4, image_size=27).eval()
    image_13HW = torch.randn(1, 3, 27, 27)
    moved_13HW = image_13HW.roll(9, dims=-1)
    assert not torch.allclose(network(image_13HW), network(moved_13HW), atol=1e-4)


@pytest.mark.slow
def test_bfloat16_goes_forward_and_back_and_reaches_every_weight() -> None:
    torch.manual_seed(0)
    network = build("vit_s", embedding=4, image_size=27)
    with torch.autocast("cpu", torch.bfloat16):
        embeddings_BD = network(torch.randn(3, 3, 27, 27))
    (embeddings_BD.float() * torch.randn(3, 4)).sum().backward()
    without = [
        name
        for name, weight in network.named_parameters()
        if weight.grad is None or not weight.grad.isfinite().all()
    ]
    assert without == []


def test_images_smaller_than_a_patch_are_refused() -> None:
    with pytest.raises(ValueError, match="9 pixels or more, not 8"):
        build("vit_s", image_size=8)
