"""Batch normalisation with several processes: each by its own images, or all by those of all.

By itself a process normalises with the mean and the variance of its own images of a micro-step, as
torch's DDP has it: then a training on eight processes is not quite that on one.
"""

from __future__ import annotations

from torch import nn
from torch.nn.modules.batchnorm import _BatchNorm

from face_training.config import FaceConfig
from face_training.ranks import Ranks


def has_batch_norms(network: nn.Module) -> bool:
    """Whether a network normalises by the images of a batch."""
    return any(isinstance(module, _BatchNorm) for module in network.modules())


def synchronised(config: FaceConfig, ranks: Ranks, network: nn.Module) -> nn.Module:
    """The network, with torch's SyncBatchNorm where the config asks for it.

    Raises:
        ValueError: several processes without GPUs, where torch has none.
    """
    if not config.training.sync_batch_norm or ranks.count == 1 or not has_batch_norms(network):
        return network
    if ranks.device.type != "cuda":
        raise ValueError(
            "training.sync_batch_norm needs a GPU for each process: torch's SyncBatchNorm does not "
            "run on a CPU. Leave it off, or train with one process."
        )
    made: nn.Module = nn.SyncBatchNorm.convert_sync_batchnorm(network)
    return made


def in_words(config: FaceConfig, ranks: Ranks, network: nn.Module) -> str:
    """By which images batch normalisation goes; "" where there is nothing to say."""
    if ranks.count == 1 or not has_batch_norms(network):
        return ""
    if config.training.sync_batch_norm:
        return "batch normalisation by the images of all"
    return (
        "batch normalisation by the images of each, which is not quite the training of one "
        "process (training.sync_batch_norm)"
    )
