"""Blocks one after another, which may forget what lies between them until the backward pass.

A training keeps every activation for the gradient.  Blocks that recompute keep what goes into each
block only, and make the rest again when its gradient is asked for: less memory for more time.
Chen et al., "Training Deep Nets with Sublinear Memory Cost", arXiv:1604.06174.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torch.utils.checkpoint import checkpoint


class Blocks(nn.Sequential):
    """`nn.Sequential` of blocks; with `recompute` their insides are computed twice.

    Weights, gradients and running statistics are those without it, to the bit.
    """

    recompute = False

    def forward(self, features: Tensor) -> Tensor:
        """What the last block gives."""
        again = self.recompute and self.training and torch.is_grad_enabled()
        for block in self:
            features = self._remembered(block, features) if again else block(features)
        return features

    @staticmethod
    def _remembered(block: nn.Module, features: Tensor) -> Tensor:
        output: Tensor = checkpoint(
            block,
            features,
            use_reentrant=False,
            context_fn=lambda: (contextlib.nullcontext(), _counted_once(block)),
        )
        return output


@contextlib.contextmanager
def _counted_once(block: nn.Module) -> Iterator[None]:
    """The running statistics have seen this batch already: it moves them by nothing."""
    norms = [module for module in block.modules() if isinstance(module, _BatchNorm)]
    before = [(norm.momentum, norm.num_batches_tracked) for norm in norms]
    for norm in norms:
        norm.momentum, norm.num_batches_tracked = 0.0, None
    try:
        yield
    finally:
        for norm, (momentum, batches) in zip(norms, before, strict=True):
            norm.momentum, norm.num_batches_tracked = momentum, batches


def recompute(network: nn.Module) -> None:
    """Have all its blocks recompute.

    Raises:
        ValueError: it has no blocks.
    """
    found = [module for module in network.modules() if isinstance(module, Blocks)]
    if not found:
        raise ValueError(
            "training.recompute needs a backbone with blocks, and this one has none: "
            "it is small enough to remember everything."
        )
    for blocks in found:
        blocks.recompute = True
