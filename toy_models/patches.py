"""Strided 3x3 convolutions as products of gathered patches.

L: networks, B: images, H, W: height and width, C: channels, P: places = ceil(H / 2) ceil(W / 2).

On a GPU a convolution for each of dozens of small networks leaves most of the card idle, and a
grouped convolution is slower still; one batched product of patches fills it.  On a CPU the
convolutions themselves are faster, by 1.7 times when measured with twelve networks.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import once_differentiable


def patches(images_LBHWC: Tensor) -> Tensor:
    """The 3x3 patches at stride 2, with a border of zeros.  Shape (L, B P, 9 C).

    A patch holds its nine pixels row by row, and of each pixel all channels.
    """
    gathered: Tensor = _Patches.apply(images_LBHWC)
    return gathered


class _Patches(torch.autograd.Function):
    """Nine slices, and nine additions for the gradient: an index would be slower."""

    @staticmethod
    def forward(ctx: Any, images_LBHWC: Tensor) -> Tensor:
        ctx.shape = copies, images, height, width, channels = images_LBHWC.shape
        padded = F.pad(images_LBHWC, (0, 0, 1, 1, 1, 1))
        rows, columns = (height + 1) // 2, (width + 1) // 2
        gathered = images_LBHWC.new_empty(copies, images, rows, columns, 9, channels)
        for at in range(9):
            gathered[..., at, :] = padded[_slices(at, rows, columns)]
        return gathered.view(copies, images * rows * columns, 9 * channels)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        copies, images, height, width, channels = ctx.shape
        rows, columns = (height + 1) // 2, (width + 1) // 2
        by_place = gradient.view(copies, images, rows, columns, 9, channels)
        padded = gradient.new_zeros(copies, images, height + 2, width + 2, channels)
        for at in range(9):
            padded[_slices(at, rows, columns)] += by_place[..., at, :]
        return padded[:, :, 1:-1, 1:-1]


def _slices(at: int, rows: int, columns: int) -> tuple[slice, ...]:
    """Where pixel `at` of every patch lies in the padded images."""
    top, left = divmod(at, 3)
    every = slice(None)
    return (
        every,
        every,
        slice(top, top + 2 * rows - 1, 2),
        slice(left, left + 2 * columns - 1, 2),
        every,
    )
