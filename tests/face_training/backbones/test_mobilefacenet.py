"""MobileFaceNet: the paper's size, shapes of table 1."""

import pytest
import torch
from torch import nn

from face_training.backbones import build
from face_training.backbones.mobilefacenet import Inverted


def test_it_has_about_the_parameters_of_the_paper() -> None:
    """0.99 million in the paper, 1.003 here; without PReLU's slopes and the last scale 0.995.

    The paper does not say what it counts, so this is near and no proof.
    """
    network = build("mobilefacenet", embedding=128)
    slopes = sum(m.weight.numel() for m in network.modules() if isinstance(m, nn.PReLU))
    count = sum(weight.numel() for weight in network.parameters()) - slopes - 2 * 128
    assert count / 1e6 == pytest.approx(0.99, abs=0.006)


def test_the_maps_have_the_sizes_of_table_1() -> None:
    network = build("mobilefacenet")
    sizes, features_BCHW = [], torch.randn(2, 3, 112, 112)
    for layer in network.features:  # type: ignore[union-attr]
        features_BCHW = layer(features_BCHW)
        sizes.append((features_BCHW.shape[1], features_BCHW.shape[2]))
    assert sizes == [
        (64, 56),
        (64, 56),
        *[(64, 28)] * 5,
        *[(128, 14)] * 7,
        *[(128, 7)] * 3,
        (512, 7),
        (512, 1),
    ]


def test_a_block_goes_around_itself_only_where_the_shape_stays() -> None:
    torch.manual_seed(0)
    features_BCHW = torch.randn(2, 8, 6, 6)
    same = Inverted(8, 8, wide=16, stride=1).eval()
    torch.testing.assert_close(same(features_BCHW), same.residual(features_BCHW) + features_BCHW)
    assert Inverted(8, 8, wide=16, stride=2)(features_BCHW).shape == (2, 8, 3, 3)
    assert not Inverted(8, 16, wide=16, stride=1).around


def test_images_that_do_not_halve_four_times_are_refused() -> None:
    with pytest.raises(ValueError, match="16 times n pixels, not 100"):
        build("mobilefacenet", image_size=100)
