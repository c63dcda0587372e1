"""A sequence of blocks that can recompute their activations in the backward pass.

A training keeps every activation for the gradient.  Blocks that recompute keep the input of each
block only, and compute the rest again when its gradient is needed: less memory, more time.
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
    """`nn.Sequential` of blocks; with `recompute` their activations are computed twice.

    Weights, gradients and running statistics are the same bits with and without it.
    """

    recompute = False

    def forward(self, features: Tensor) -> Tensor:
        """The output of the last block."""
        again = self.recompute and self.training and torch.is_grad_enabled()
        for block in self:
            features = self._checkpointed(block, features) if again else block(features)
        return features

    @staticmethod
    def _checkpointed(block: nn.Module, features: Tensor) -> Tensor:
        output: Tensor = checkpoint(
            block,
            features,
            use_reentrant=False,
            context_fn=lambda: (contextlib.nullcontext(), statistics_unchanged(block)),
        )
        return output


@contextlib.contextmanager
def statistics_unchanged(module: nn.Module) -> Iterator[None]:
    """Keep the running statistics, for a batch that is counted at another time."""
    norms = [norm for norm in module.modules() if isinstance(norm, _BatchNorm)]
    before = [(norm.momentum, norm.num_batches_tracked) for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
        counted, norm.num_batches_tracked = norm.num_batches_tracked, None
        if isinstance(norm, nn.SyncBatchNorm) and counted is not None:  # which wants a number
            norm.num_batches_tracked = counted.clone()
    try:
        yield
    finally:
        for norm, (momentum, batches) in zip(norms, before, strict=True):
            norm.momentum, norm.num_batches_tracked = momentum, batches


def recompute(network: nn.Module) -> None:
    """Make all blocks of a network recompute.

    Raises:
        ValueError: the network has no blocks.
    """
    found = [module for module in network.modules() if isinstance(module, Blocks)]
    if not found:
        raise ValueError(
            "training.recompute needs a backbone with blocks, and this one has none: "
            "it is small enough to remember everything."
        )
    for blocks in found:
        blocks.recompute = True
