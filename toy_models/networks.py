"""Small networks, several at once: one for each loss, all from the same initial weights.

L: losses, B: batch, D: embedding dimension.

The copies live in stacked tensors with L in front.  So one optimiser serves them all and, for the
MLP, one batched matrix product.  The last layer has no bias: with one, the features of a 2-D
embedding would not lie on rays from the origin.
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from toy_models.config import RunConfig
from toy_models.patches import patches

SLOPE = 0.1  # of the leaky ReLU; with 0 a unit can die, and a small layer needs all of its units


def _weights(shape: tuple[int, ...], copies: int, generator: torch.Generator) -> nn.Parameter:
    """Kaiming-normal weights of shape (out, in, ...), repeated for every copy."""
    fan_in = math.prod(shape[1:])
    gain = math.sqrt(2 / (1 + SLOPE**2))
    weight = torch.randn(shape, generator=generator) * gain / math.sqrt(fan_in)
    return nn.Parameter(weight.expand(copies, *shape).clone())


class StackedMLP(nn.Module):
    """L equal multilayer perceptrons without a last bias."""

    def __init__(self, copies: int, widths: list[int], generator: torch.Generator) -> None:
        super().__init__()
        self.weights = nn.ParameterList(
            _weights((wide, narrow), copies, generator) for narrow, wide in pairwise(widths)
        )
        self.biases = nn.ParameterList(
            nn.Parameter(torch.zeros(copies, 1, width)) for width in widths[1:-1]
        )

    def forward(self, inputs_B: Tensor) -> Tensor:
        """Features, shape (L, B, D), of inputs of any shape (B, ...)."""
        flat_BI = inputs_B.flatten(1)
        x_LBI = flat_BI.expand(len(self.weights[0]), *flat_BI.shape)
        for weight_LOI, bias_L1O in zip(self.weights, self.biases, strict=False):
            x_LBI = F.leaky_relu(torch.baddbmm(bias_L1O, x_LBI, weight_LOI.mT), SLOPE)
        return torch.bmm(x_LBI, self.weights[-1].mT)


class StackedCNN(nn.Module):
    """L equal networks of strided 3x3 convolutions and one linear layer without a bias.

    On a CPU the copies run in turn: convolutions gain nothing from being batched over them.  On a
    GPU a layer of all copies is one product of gathered patches.
    """

    def __init__(
        self,
        copies: int,
        channels: tuple[int, ...],
        size: tuple[int, int],
        embedding: int,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.kernels = nn.ParameterList(
            _weights((wide, narrow, 3, 3), copies, generator)
            for narrow, wide in pairwise((1, *channels))
        )
        self.biases = nn.ParameterList(
            nn.Parameter(torch.zeros(copies, width)) for width in channels
        )
        height, width = size
        for _ in channels:
            height, width = (height + 1) // 2, (width + 1) // 2
        self.weight = _weights((embedding, channels[-1] * height * width), copies, generator)

    def forward(self, inputs_BHW: Tensor) -> Tensor:
        """Features, shape (L, B, D), of grey images."""
        return self.together(inputs_BHW) if inputs_BHW.is_cuda else self.in_turn(inputs_BHW)

    def together(self, inputs_BHW: Tensor) -> Tensor:
        """The features, a layer of all copies at a time.  Shape (L, B, D)."""
        copies, images = len(self.weight), len(inputs_BHW)
        x_LBHWC = inputs_BHW.expand(copies, *inputs_BHW.shape).unsqueeze(-1)
        for kernel, bias in zip(self.kernels, self.biases, strict=True):
            height, width = (x_LBHWC.shape[2] + 1) // 2, (x_LBHWC.shape[3] + 1) // 2
            # Kernels are (L, out, in, 3, 3); patches have the nine pixels first, then channels.
            kernel_LPO = kernel.permute(0, 3, 4, 2, 1).flatten(1, 3)
            x_LRO = torch.baddbmm(bias.unsqueeze(1), patches(x_LBHWC), kernel_LPO)
            x_LBHWC = F.leaky_relu(x_LRO, SLOPE).view(copies, images, height, width, -1)
        flat_LBI = x_LBHWC.permute(0, 1, 4, 2, 3).flatten(2)
        return torch.bmm(flat_LBI, self.weight.mT)

    def in_turn(self, inputs_BHW: Tensor) -> Tensor:
        """The features, a copy at a time.  Shape (L, B, D)."""
        images = inputs_BHW.unsqueeze(1).contiguous(memory_format=torch.channels_last)
        return torch.stack([self._features_of(copy, images) for copy in range(len(self.weight))])

    def _features_of(self, copy: int, x: Tensor) -> Tensor:
        for kernel, bias in zip(self.kernels, self.biases, strict=True):
            x = F.leaky_relu(F.conv2d(x, kernel[copy], bias[copy], stride=2, padding=1), SLOPE)
        return x.flatten(1) @ self.weight[copy].mT


def build_network(
    config: RunConfig, input_shape: tuple[int, ...], generator: torch.Generator
) -> StackedMLP | StackedCNN:
    """The network of a config, one copy a loss, for inputs of this shape."""
    copies = len(config.losses)
    if config.network == "cnn":
        height, width = input_shape
        return StackedCNN(copies, config.hidden, (height, width), config.embedding, generator)
    widths = [math.prod(input_shape), *config.hidden, config.embedding]
    return StackedMLP(copies, widths, generator)
