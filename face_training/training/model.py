"""The model: backbone, head, optimiser and, on demand, the running average of the weights.

The same class serves a single process and many.  With several ranks, torch's DDP or FSDP2 wraps the
backbone, and the head shards its classes itself.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributed.fsdp import FSDPModule, fully_shard
from torch.distributed.tensor import DTensor
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from face_training.backbones.blocks import recompute
from face_training.config import FaceConfig
from face_training.data.images import normalised
from face_training.head.head import Head
from face_training.ranks import Ranks
from face_training.training.diagnosis import first_bad_term
from face_training.training.optimisers import (
    build_optimiser,
    clip_gradients,
    initialise_state,
    set_learning_rate,
)
from losses.divergence import Diverged
from losses.equation import Loss, build
from losses.t_warm_up import TWarmUp

DTYPES = {"bfloat16": torch.float32, "float32": torch.float32, "float64": torch.float64}


@dataclass(frozen=True)
class StepResult:
    """The loss and the gradient norms of a step: scalars, on the device."""

    loss: Tensor
    grad_norm_backbone: Tensor
    grad_norm_head: Tensor


class Model:
    """Everything with weights or state, and one step of it.

    Attributes:
        backbone: the network itself.
        network: the backbone as it is called: inside DDP, sharded or compiled.
        head: the class weights and the loss.
        step: the number of steps so far.
        after: called with the name of each part of a step when it is done, to time it.
    """

    def __init__(self, config: FaceConfig, ranks: Ranks, backbone: nn.Module, classes: int) -> None:
        self.config, self.ranks, self.step = config, ranks, 0
        self.after: Callable[[str], object] = lambda _: None
        settings = config.training
        dtype = DTYPES[settings.precision]
        self.backbone = backbone.to(ranks.device, dtype).train()
        if settings.recompute:
            recompute(self.backbone)
        if settings.channels_last and settings.sharding == "ddp":  # FSDP2 needs contiguous weights
            in_order: Any = {"memory_format": torch.channels_last}  # not in the type stubs
            self.backbone = self.backbone.to(**in_order)
        self.head = Head(
            build_loss(config),
            classes,
            config.backbone.embedding,
            ranks,
            sample=config.head.sample,
            seed=settings.seed,
            dtype=dtype,
        )
        self._t_warm_up = TWarmUp(self.head.loss, config.head.t_warmup)
        self.average: AveragedModel | None = None
        if settings.ema:
            average = get_ema_multi_avg_fn(settings.ema)
            self.average = AveragedModel(self.backbone, multi_avg_fn=average, use_buffers=True)
        self._gradients: _Watched | None = None
        self._whole: nn.Module | None = None  # unsharded copy of a sharded backbone
        self.network: Callable[[Tensor], Tensor] = self._distributed()
        self.optimiser = build_optimiser(config.optimiser, self.backbone, self.head)
        initialise_state(self.optimiser)
        if settings.compile:
            self.network = torch.compile(self.network)

    def advance(self, batches: Sequence[tuple[Tensor, Tensor]], rate: float) -> StepResult:
        """One step on the micro-batches of this rank: uint8 images and labels.

        Raises:
            Diverged: the loss is not finite; no weight was changed.
        """
        self._t_warm_up.set_for(self.step)
        self._seed_draws()
        set_learning_rate(self.optimiser, rate)
        self.optimiser.zero_grad(set_to_none=True)
        losses = []
        for number, (images_b3HW, labels_b) in enumerate(batches):
            with self._without_sync(number + 1 < len(batches)):
                embeddings_bD = self._embed(images_b3HW)
                self.after("backbone")
                loss = self.head(embeddings_bD, labels_b.to(self.ranks.device))
                self.after("head")
                watched = _Watched(loss.view(1))
                (loss / len(batches)).backward()
                self.after("backward")
            self.check_gradients()
            if not all(watched.finite()):
                self._explain(images_b3HW, labels_b)
            losses.append(loss.detach())
        limits = self.config.optimiser
        norms = (
            clip_gradients(self.backbone.parameters(), limits.clip_backbone),
            clip_gradients(self.head.parameters(), limits.clip_head),
        )
        self._gradients = _Watched(torch.stack(norms))
        self.after("norms")
        self.optimiser.step()
        self.after("optimiser")
        if self.average is not None:
            self.average.update_parameters(self.backbone)
        self.step += 1
        return StepResult(torch.stack(losses).mean(), *norms)

    def check_gradients(self) -> None:
        """Raise Diverged if a gradient of the last step was not finite.

        Called in the next step, so that a GPU need not wait, and before weights are kept.
        """
        watched, self._gradients = self._gradients, None
        finite = watched.finite() if watched else [True, True]
        for part, fine in zip(("the backbone", "the class weights"), finite, strict=True):
            if not fine:
                raise Diverged(f"Step {self.step - 1}: the gradient of {part} is not finite.")

    def whole(self) -> nn.Module:
        """The unsharded backbone with its current weights, which a rank can use by itself."""
        if self._whole is None:
            return self.backbone
        self._whole.load_state_dict(_gathered(self.backbone))
        return self._whole.to(self.ranks.device)

    def to_use(self) -> nn.Module:
        """The network to evaluate and to keep; its weights are the average if there is one."""
        return self.whole() if self.average is None else self.average.module

    def tensors(self) -> dict[str, Tensor]:
        """All weights and all state by name; writing into them changes the model."""
        found = _named("backbone", self.backbone) | _named("head", self.head)
        if self.average is not None:
            found |= _named("average", self.average)
        names: dict[Tensor, str] = {}
        for part, module in (("backbone", self.backbone), ("head", self.head)):
            names |= {weight: f"{part}.{name}" for name, weight in module.named_parameters()}
        for weight, state in self.optimiser.state.items():
            for key, value in state.items():
                found[f"optimiser.{names[weight]}.{key}"] = value
        return found

    def share_buffers(self) -> None:
        """Give all ranks the running statistics of rank 0, as DDP does before its next step.

        Between steps each rank has those of its own images.
        """
        if self.ranks.mesh is not None:
            averaged = [] if self.average is None else [*self.average.buffers()]
            for buffer in (*self.backbone.buffers(), *averaged):
                torch.distributed.broadcast(buffer, 0)

    def weights(self) -> dict[str, Tensor]:
        """The weights of the network to use, whole and on the CPU; on every rank."""
        kept = self.backbone if self.average is None else self.average.module
        return {name: value.contiguous() for name, value in _gathered(kept).items()}

    def _embed(self, images_b3HW: Tensor) -> Tensor:
        device = self.ranks.device
        images = normalised(images_b3HW.to(device, non_blocking=True)).to(self.head.weight.dtype)
        if self.config.training.channels_last:
            images = images.contiguous(memory_format=torch.channels_last)
        half = self.config.training.precision == "bfloat16"
        with torch.autocast(device.type, torch.bfloat16, enabled=half):
            return self.network(images)

    def _distributed(self) -> nn.Module:
        if self.ranks.mesh is None:
            return self.backbone
        if self.config.training.sharding == "fsdp2":
            if self.average is not None:
                raise ValueError("training.ema needs training.sharding = ddp.")
            self._whole = copy.deepcopy(self.backbone).cpu()
            for part in self.backbone.children():
                if any(True for _ in part.parameters()):
                    fully_shard(part, mesh=self.ranks.mesh)
            fully_shard(self.backbone, mesh=self.ranks.mesh)
            return self.backbone
        return DistributedDataParallel(
            self.backbone,
            device_ids=[self.ranks.device] if self.ranks.device.type == "cuda" else None,
            gradient_as_bucket_view=True,
        )

    @contextlib.contextmanager
    def _without_sync(self, more: bool) -> Iterator[None]:
        """Exchange gradients only in the last micro-step."""
        inner: Any = getattr(self.network, "_orig_mod", self.network)
        if isinstance(inner, FSDPModule):
            inner.set_requires_gradient_sync(not more)
        waiting = isinstance(inner, DistributedDataParallel) and more
        with inner.no_sync() if waiting else contextlib.nullcontext():
            yield

    def _seed_draws(self) -> None:
        """Seed dropout and the like by step and rank, so that no generator's state is kept."""
        seed = self.config.training.seed * 1_000_003 + self.step
        torch.manual_seed(seed * 4099 + self.ranks.rank)

    @torch.no_grad()
    def _explain(self, images_b3HW: Tensor, labels_b: Tensor) -> None:
        embeddings_bD = self._embed(images_b3HW)
        labels_b = labels_b.to(self.ranks.device)
        term = first_bad_term(embeddings_bD, labels_b, self.backbone, self.head)
        raise Diverged(f"Step {self.step}: {term}.")


class _Watched:
    """Numbers on their way to the CPU while the GPU continues to work."""

    def __init__(self, values: Tensor) -> None:
        self._values, self._arrived = values.detach(), None
        if values.is_cuda:
            self._values = torch.empty_like(values, device="cpu", pin_memory=True)
            self._values.copy_(values.detach(), non_blocking=True)
            self._arrived = torch.cuda.Event()
            self._arrived.record()

    def finite(self) -> list[bool]:
        if self._arrived is not None:
            self._arrived.synchronize()
        found: list[bool] = torch.isfinite(self._values).tolist()
        return found


def build_loss(config: FaceConfig) -> Loss:
    """The loss of a config."""
    loss = build(config.head.loss, **config.head.parameters)
    loss.straight_through = config.head.margin_gradient == "straight_through"
    return loss


def _gathered(module: nn.Module) -> dict[str, Tensor]:
    """The weights and the state of a module, unsharded, on the CPU."""
    return {
        name: (value.full_tensor() if isinstance(value, DTensor) else value).cpu()
        for name, value in module.state_dict().items()
    }


def _named(prefix: str, module: nn.Module) -> dict[str, Tensor]:
    return {f"{prefix}.{name}": value for name, value in module.state_dict().items()}
