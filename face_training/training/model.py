"""The model: backbone, head, optimiser and, on demand, the running average of the weights.

The same class serves a single process and many.  With several ranks, torch's DDP or FSDP2 wraps the
backbone, and the head shards its classes itself.
"""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributed.fsdp import fully_shard
from torch.distributed.tensor import DTensor
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from face_training.backbones.blocks import recompute
from face_training.backbones.frozen import freeze
from face_training.config import FaceConfig
from face_training.head.form import ChunkSettings
from face_training.head.head import Head
from face_training.ranks import Ranks
from face_training.training.batch_norms import synchronised
from face_training.training.captured import Captured, GraphRecorder, Recorder
from face_training.training.diagnosis import first_bad_term
from face_training.training.optimisers import Optimiser
from face_training.training.plan import LARGE, Plan, compiled, plan_of
from face_training.training.step import Step
from face_training.training.watched import Watched
from losses.divergence import Diverged
from losses.equation import Loss, build
from losses.t_warm_up import TWarmUp

DTYPES = {"bfloat16": torch.float32, "float32": torch.float32, "float64": torch.float64}
Batches = Sequence[tuple[Tensor, Tensor]]  # images and labels of each micro-batch


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
        head: the class weights and the loss.
        plan: how a step is run.
        step: the number of steps so far.
    """

    def __init__(
        self,
        config: FaceConfig,
        ranks: Ranks,
        backbone: nn.Module,
        classes: int,
        *,
        plan: Plan | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self.config, self.ranks, self.step = config, ranks, 0
        self.plan = plan or plan_of(config, ranks)
        settings = config.training
        dtype = DTYPES[settings.precision]
        backbone = synchronised(config, ranks, backbone)
        self.backbone = backbone.to(ranks.device, dtype).train()
        freeze(self.backbone, config.backbone.frozen)
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
            form=config.head.form,
            chunks=ChunkSettings(
                precision=config.head.products, compile=None if config.head.compile else False
            ),
        )
        self._t_warm_up = TWarmUp(self.head.loss, config.head.t_warmup)
        self.average: AveragedModel | None = None
        if settings.ema:
            average = get_ema_multi_avg_fn(settings.ema)
            self.average = AveragedModel(self.backbone, multi_avg_fn=average, use_buffers=True)
            # It is read in every step, and a GPU would be waited for.
            self.average.n_averaged = self.average.n_averaged.cpu()
        self._late: deque[tuple[int, Batches, Watched]] = deque()
        self._whole: nn.Module | None = None  # unsharded copy of a sharded backbone
        self._network = self._distributed()
        rate = torch.zeros((), device=ranks.device) if self.plan.captured else None
        self.optimiser = Optimiser(config.optimiser, self.backbone, self.head, rate=rate)
        network = compiled(self._network, self.plan)
        self.work = Step(settings, network, self.head, self.optimiser, joins=bool(self.plan.joined))
        self._captured: Captured | None = None
        if self.plan.captured:
            self._captured = Captured(self.work, self.head, recorder or GraphRecorder())

    @property
    def hindrance(self) -> str:
        """Where a step waits for the GPU, so that it cannot be captured as planned; or ""."""
        return self._captured.hindrance if self._captured else ""

    def advance(self, batches: Batches, rate: float) -> StepResult:
        """One step on the micro-batches of this rank: uint8 images and labels.

        Raises:
            Diverged: the loss or a gradient is not finite, of this step or, on a GPU, of the one
                before; no weight has changed since.
        """
        self._t_warm_up.set_for(self.step)
        self._seed_draws()
        self.optimiser.set_rate(rate)
        images, labels = zip(*batches, strict=True)
        # The value of t is part of what is captured.
        rising = self.step < self.config.head.t_warmup
        work = self.work if self._captured is None or rising else self._captured
        numbers = work(images, labels)
        if self.hindrance and len(images[0]) < LARGE:
            self.work.network = self._network  # compiled it would be slower without a graph
        self._late.append((self.step, batches, Watched(numbers)))
        # A GPU still works on this step, and has done the one before.
        self._check(leave=1 if self.ranks.device.type == "cuda" else 0)
        if self.average is not None:
            self.average.update_parameters(self.backbone)
        self.step += 1
        return StepResult(numbers[:-2].mean(), *numbers[-2:])

    def check(self) -> None:
        """Raise Diverged if a number of a step so far was not finite.

        Called before weights are kept.
        """
        self._check(leave=0)

    def _check(self, leave: int) -> None:
        while len(self._late) > leave:
            step, batches, watched = self._late.popleft()
            *losses, backbone, head = watched.finite()
            if len(losses) < len(batches):  # there is one loss, of all of them together
                images, labels = zip(*batches, strict=True)
                batches = [(torch.cat(images), torch.cat(labels))]
            for batch, fine in zip(batches, losses, strict=True):
                if not fine:
                    raise Diverged(f"Step {step}: {self._first_bad_term(*batch)}.")
            for part, fine in (("the backbone", backbone), ("the class weights", head)):
                if not fine:
                    raise Diverged(f"Step {step}: the gradient of {part} is not finite.")

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
        for weight, key, value in self.optimiser.state():
            found[f"optimiser.{names[weight]}.{key}"] = value
        return found

    def share_buffers(self) -> None:
        """Give all ranks the running statistics of rank 0, as DDP does before its next step.

        Between steps each rank has those of its own images.
        """
        if self.ranks.mesh is not None:
            averaged = [] if self.average is None else [*self.average.module.buffers()]
            for buffer in (*self.backbone.buffers(), *averaged):
                torch.distributed.broadcast(buffer, 0)

    def weights(self) -> dict[str, Tensor]:
        """The weights of the network to use, whole and on the CPU; on every rank."""
        kept = self.backbone if self.average is None else self.average.module
        return {name: value.contiguous() for name, value in _gathered(kept).items()}

    def _distributed(self) -> nn.Module:
        if self.ranks.mesh is None:
            return self.backbone
        if not any(weight.requires_grad for weight in self.backbone.parameters()):
            return self.backbone  # torch wraps no network that is frozen as a whole
        if self.config.training.sharding == "fsdp2":
            if self.average is not None:
                raise ValueError("training.ema needs training.sharding = ddp.")
            if self.config.optimiser.name == "muon":
                raise ValueError("optimiser.name = muon needs training.sharding = ddp.")
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

    def _seed_draws(self) -> None:
        """Seed dropout and the like by step and rank, so that no generator's state is kept."""
        seed = self.config.training.seed * 1_000_003 + self.step
        torch.manual_seed(seed * 4099 + self.ranks.rank)

    @torch.no_grad()
    def _first_bad_term(self, images_b3HW: Tensor, labels_b: Tensor) -> str:
        embeddings_bD = self.work.embed(images_b3HW, self._network)
        labels_b = labels_b.to(self.ranks.device)
        return first_bad_term(embeddings_bD, labels_b, self.backbone, self.head)


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
