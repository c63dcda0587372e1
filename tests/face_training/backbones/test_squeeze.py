"""Squeeze and excitation: a weight between 0 and 1 for a whole channel."""

import torch

from face_training.backbones.squeeze import Squeeze


def test_a_channel_is_weighed_as_a_whole() -> None:
    torch.manual_seed(0)
    features_BCHW = torch.rand(2, 32, 5, 5) + 0.5
    weights_BCHW = Squeeze(32)(features_BCHW) / features_BCHW
    torch.testing.assert_close(weights_BCHW, weights_BCHW[:, :, :1, :1].expand(-1, -1, 5, 5))
    assert weights_BCHW.min() > 0
    assert weights_BCHW.max() < 1
