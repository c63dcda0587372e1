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

from face_training.backbones.blocks import statistics_unchanged
from face_training.config import TrainingConfig
from face_training.data.images import normalised
from face_training.head.head import Head
from face_training.training.optimisers import Optimiser

Network = Callable[[Tensor], Tensor]


class Step:
    """One step, without anything that belongs to its number.

    Attributes:
        network: the backbone as it is called: inside DDP, sharded or compiled.
        joins: whether the loss is that of all micro-batches together, and not of each by itself.
        after: called with the name of each part of a step when it is done, to time it.
        stopped: whether a number was not finite; no weight has changed since.
    """

    def __init__(
        self,
        settings: TrainingConfig,
        network: Network,
        head: Head,
        optimiser: Optimiser,
        *,
        joins: bool = False,
    ) -> None:
        self.network, self.joins = network, joins
        self.after: Callable[[str], object] = lambda _: None
        self._settings, self._head, self._optimiser = settings, head, optimiser
        self.stopped = torch.zeros((), dtype=torch.bool, device=head.ranks.device)

    def __call__(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> Tensor:
        """The loss of each micro-batch, then the gradient norms of backbone and head.

        There is one loss if the step joins them.  The images are uint8 (b, 3, H, W), the labels
        int64 (b,), for each micro-batch.  They may still be on the CPU.
        """
        self._optimiser.forget_gradients()
        losses = self._joined(images, labels) if self.joins else self._each(images, labels)
        norms = self._optimiser.norms()
        numbers = torch.stack([*losses, *(norm.to(losses[0]) for norm in norms)])
        self.stopped |= ~torch.isfinite(numbers).all()
        self.after("norms")
        self._optimiser.update(norms, self.stopped)
        self.after("optimiser")
        return numbers

    def _each(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> list[Tensor]:
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
        return losses

    def _joined(self, images: Sequence[Tensor], labels: Sequence[Tensor]) -> list[Tensor]:
        """The loss of the whole batch, with the activations of one micro-batch at a time.

        The network runs on each without gradient, the head on all embeddings, and the network on
        each again for its gradient.  Gao et al., "Scaling Deep Contrastive Learning Batch Size
        under Memory Limited Setup", arXiv:2101.06983.
        """
        count, device, found, draws = len(images), self.stopped.device, [], []
        with torch.no_grad(), statistics_unchanged(self._inner):
            for images_b3HW in images:
                draws.append(_drawing(device))
                found.append(self.embed(images_b3HW, self.network))
        embeddings_BD = torch.cat(found).requires_grad_()
        self.after("backbone")
        loss = self._head(embeddings_BD, torch.cat([*labels]).to(device, non_blocking=True))
        self.after("head")
        loss.backward()
        assert embeddings_BD.grad is not None
        gradients = embeddings_BD.grad.split([len(embeddings_bD) for embeddings_bD in found])
        for number, (images_b3HW, gradient_bD) in enumerate(zip(images, gradients, strict=True)):
            _draw_again(draws[number], device)
            with self._without_exchange(number + 1 < count):
                embeddings_bD = self.embed(images_b3HW, self.network)
                if embeddings_bD.requires_grad:  # not if all of the network is frozen
                    embeddings_bD.backward(gradient_bD)
        self.after("backward")
        return [loss.detach()]

    @property
    def _inner(self) -> Any:
        """The network that torch.compile was given."""
        return getattr(self.network, "_orig_mod", self.network)

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
        inner = self._inner
        if isinstance(inner, FSDPModule):
            inner.set_requires_gradient_sync(not more)
        waiting = isinstance(inner, DistributedDataParallel) and more
        with inner.no_sync() if waiting else contextlib.nullcontext():
            yield


def _drawing(device: torch.device) -> tuple[Tensor, ...]:
    """Where the random numbers of dropout and the like are, on the processor and on the device."""
    states = (torch.get_rng_state(),)
    return (*states, torch.cuda.get_rng_state(device)) if device.type == "cuda" else states


def _draw_again(states: tuple[Tensor, ...], device: torch.device) -> None:
    torch.set_rng_state(states[0])
    if device.type == "cuda":
        torch.cuda.set_rng_state(states[1], device)
