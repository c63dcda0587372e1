"""The work of one step on its device: gradients of all micro-batches, norms, the update.

b: samples of this rank in a micro-batch.

It reads tensors and writes tensors.  Nothing in it waits for the device or depends on the number of
the step, so the same work can be captured once and replayed (`captured`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.distributed.fsdp import FSDPModule
from torch.nn.parallel import DistributedDataParallel

from face_training.config import TrainingConfig
from face_training.data.images import normalised
from face_training.head.head import Head
from face_training.training.optimisers import Optimiser

Network = Callable[[Tensor], Tensor]


class Step:
    """One step, without anything that belongs to its number.

    Attributes:
        network: the backbone as it is called: inside DDP, sharded or compiled.
        after: called with the name of each part of a step when it is done, to time it.
        stopped: whether a number was not finite; no weight has changed since.
    """

    def __init__(
        self, settings: TrainingConfig, network: Network, head: Head, optimiser: Optimiser
    ) -> None:
        self.network = network
        self.after: Callable[[str], object] = lambda _: None
        self._settings, self._head, self._optimiser = settings, head, optimiser
        self.stopped = torch.zeros((), dtype=torch.bool, device=head.ranks.device)

    def __call__(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> Tensor:
        """The loss of each micro-batch, then the gradient norms of backbone and head.

        The images are uint8 (b, 3, H, W), the labels int64 (b,), for each micro-batch.  They may
        still be on the CPU.
        """
        self._optimiser.forget_gradients()
        losses, count, device = [], len(images), self.stopped.device
        for number, (images_b3HW, labels_b) in enumerate(zip(images, labels, strict=True), 1):
            with self._without_exchange(number < count):
                embeddings_bD = self.embed(images_b3HW, self.network)
                self.after("backbone")
                loss = self._head(embeddings_bD, labels_b.to(device, non_blocking=True))
                self.after("head")
                (loss / count if count > 1 else loss).backward()
                self.after("backward")
            losses.append(loss.detach())
        norms = self._optimiser.norms()
        numbers = torch.stack([*losses, *(norm.to(losses[0]) for norm in norms)])
        self.stopped |= ~torch.isfinite(numbers).all()
        self.after("norms")
        self._optimiser.update(norms, self.stopped)
        self.after("optimiser")
        return numbers

    def embed(self, images_b3HW: Tensor, network: Network) -> Tensor:
        """The embeddings of uint8 images."""
        images = normalised(images_b3HW.to(self.stopped.device, non_blocking=True))
        images = images.to(self._head.weight.dtype)
        if self._settings.channels_last:
            images = images.contiguous(memory_format=torch.channels_last)
        half = self._settings.precision == "bfloat16"
        with torch.autocast(images.device.type, torch.bfloat16, enabled=half):
            return network(images)

    @contextlib.contextmanager
    def _without_exchange(self, more: bool) -> Iterator[None]:
        """Exchange gradients between the ranks only in the last micro-batch."""
        inner: Any = getattr(self.network, "_orig_mod", self.network)
        if isinstance(inner, FSDPModule):
            inner.set_requires_gradient_sync(not more)
        waiting = isinstance(inner, DistributedDataParallel) and more
        with inner.no_sync() if waiting else contextlib.nullcontext():
            yield
