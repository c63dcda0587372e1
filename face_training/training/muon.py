"""Muon for the hidden matrices of a backbone: an update turns and stretches no direction more.

    W <- (1 - rate decay) W - rate sqrt(max(1, O / I)) orthogonal(momentum of the gradient)

O: outputs, I: inputs of a layer.

Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024.  The update is
torch's.  The filters of a convolution are a matrix of one row for each output.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn


def hidden_matrices(backbone: nn.Module) -> Iterator[Tensor]:
    """The weights of linear layers and convolutions, without the first layer, which reads pixels.

    A depthwise convolution has no matrix: each of its filters sees a channel of its own.
    """
    layers = [m for m in backbone.modules() if isinstance(m, nn.Linear | nn.Conv2d)]
    for layer in layers[1:]:
        if layer.weight.requires_grad and getattr(layer, "groups", 1) == 1:
            yield layer.weight


def as_matrix(weight: Tensor) -> Tensor:
    """A weight as a matrix on the same memory, whichever order its memory has.  Shape (O, I)."""
    if weight.ndim == 4 and not weight.is_contiguous():
        weight = weight.permute(0, 2, 3, 1)  # channels last
    return weight.view(len(weight), -1)


def of_matrix(matrix: Tensor, weight: Tensor) -> Tensor:
    """A state of a matrix in the shape of its weight, on the state's memory."""
    if weight.ndim == 4 and not weight.is_contiguous():
        out, inside, high, wide = weight.shape
        return matrix.view(out, high, wide, inside).permute(0, 3, 1, 2)
    return matrix.view(weight.shape)


class Muon(torch.optim.Muon):
    """torch's Muon, which heeds `found_inf` and `grad_scale` as torch's fused optimisers do.

    It waits for the device, to know whether a number was not finite.
    """

    found_inf: Tensor
    grad_scale: Tensor | None = None

    def step(self, closure: None = None) -> None:  # type: ignore[override]  # there is no closure
        """Divide the gradients by `grad_scale` and update, unless `found_inf` is not zero."""
        if self.found_inf.item():
            return
        if self.grad_scale is not None:
            for group in self.param_groups:
                for weight in group["params"]:
                    if weight.grad is not None:
                        weight.grad.div_(self.grad_scale)
        super().step()
