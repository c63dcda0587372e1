"""Squeeze and excitation: each channel gets a weight that depends on the whole image.

Hu et al., "Squeeze-and-Excitation Networks", arXiv:1709.01507.
"""

from __future__ import annotations

from torch import Tensor, nn


class Squeeze(nn.Module):
    """Average over the image, two thin layers, a weight between 0 and 1 for each channel."""

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        self.weigh = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1, bias=False),
            nn.ReLU(),
            nn.Conv2d(channels // reduction, channels, 1, bias=False),
            nn.Sigmoid(),
        )

    def forward(self, features_BCHW: Tensor) -> Tensor:
        """The same shape, each channel multiplied by its weight."""
        weights_BC11: Tensor = self.weigh(features_BCHW)
        return features_BCHW * weights_BC11
