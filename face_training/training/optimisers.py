"""The optimiser: backbone and class weights apart, each clipped by its own norm, fused updates.

A common norm would tie the backbone's step to the number of classes.

The gradients are read twice: by their norm, and by the update, which divides them by what they
exceed the limit by.  Where a number is not finite the update changes nothing.  Neither needs the
processor to wait for the GPU.  The update of a weight looks at no other weight, so each rank
updates its own shard, as a plain tensor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributed.tensor import DTensor
from torch.nn.utils import get_total_norm

from face_training.config import OptimiserConfig


@dataclass(frozen=True)
class _Weight:
    """A weight of the model, and this rank's part of it, on the same memory."""

    whole: nn.Parameter
    own: nn.Parameter

    def take_gradient(self) -> None:
        gradient = self.whole.grad
        self.own.grad = gradient.to_local() if isinstance(gradient, DTensor) else gradient

    def state_of_whole(self, state: Tensor) -> Tensor:
        """A state of the own part as that of the whole weight."""
        if not isinstance(self.whole, DTensor) or state.shape != self.own.shape:
            return state
        return DTensor.from_local(
            state, self.whole.device_mesh, self.whole.placements, run_check=False,
            shape=self.whole.shape, stride=self.whole.stride(),
        )  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """Weights that share a norm and its limit."""

    weights: tuple[_Weight, ...]
    optimiser: torch.optim.Optimizer
    largest: float

    def norm(self) -> Tensor:
        gradients = [w.whole.grad for w in self.weights if w.whole.grad is not None]
        # torch takes no norm of sharded and whole weights together; a threshold is whole.
        kinds = [
            [one for one in gradients if isinstance(one, DTensor) == is_sharded]
            for is_sharded in (True, False)
        ]
        norms = [get_total_norm(kind) for kind in kinds if kind]
        norms = [norm.full_tensor() if isinstance(norm, DTensor) else norm for norm in norms]
        return norms[0] if len(norms) == 1 else get_total_norm(norms)

    def update(self, norm: Tensor, nothing: Tensor) -> None:
        for weight in self.weights:
            weight.take_gradient()
        fused: Any = self.optimiser  # these two are torch's, for its gradient scaler
        fused.found_inf = nothing.float()
        if self.largest:
            fused.grad_scale = ((norm + 1e-6) / self.largest).clamp(min=1).float()
        self.optimiser.step()


class Optimiser:
    """SGD or AdamW over the backbone's and the head's weights.

    Attributes:
        rate: the learning rate, if it is a tensor: what is captured in a CUDA graph reads it there.
    """

    def __init__(
        self,
        settings: OptimiserConfig,
        backbone: nn.Module,
        head: nn.Module,
        *,
        rate: Tensor | None = None,
    ) -> None:
        self.rate = rate
        limits = (settings.clip_backbone, settings.clip_head)
        self._parts = [
            _part(settings, module, largest, rate)
            for module, largest in zip((backbone, head), limits, strict=True)
        ]

    def set_rate(self, rate: float) -> None:
        """Set the learning rate of the next step."""
        if self.rate is not None:
            self.rate.fill_(rate)
            return
        for part in self._parts:
            for group in part.optimiser.param_groups:
                group["lr"] = rate

    def forget_gradients(self) -> None:
        """Release the memory of the gradients."""
        for part in self._parts:
            for weight in part.weights:
                weight.whole.grad = weight.own.grad = None

    def norms(self) -> list[Tensor]:
        """The norms of the gradients of the backbone and of the head, before clipping: scalars."""
        return [part.norm() for part in self._parts]

    def update(self, norms: list[Tensor], nothing: Tensor) -> None:
        """Update the weights with their gradients, clipped; change nothing if `nothing` is true."""
        for part, norm in zip(self._parts, norms, strict=True):
            part.update(norm, nothing)

    def state(self) -> Iterator[tuple[nn.Parameter, str, Tensor]]:
        """Every weight of the model with each of its states by name; sharded as the weight is."""
        for part in self._parts:
            for weight in part.weights:
                for key, value in part.optimiser.state[weight.own].items():
                    yield weight.whole, key, weight.state_of_whole(value)


def _part(
    settings: OptimiserConfig, module: nn.Module, largest: float, rate: Tensor | None
) -> _Part:
    weights = tuple(
        _Weight(weight, nn.Parameter(weight.to_local().detach()))
        if isinstance(weight, DTensor)
        else _Weight(weight, weight)
        for weight in module.parameters()
        if weight.requires_grad
    )
    optimiser = _optimiser(settings, [weight.own for weight in weights], rate)
    _initialise_state(optimiser)
    return _Part(weights, optimiser, largest)


def _optimiser(
    settings: OptimiserConfig, own: list[nn.Parameter], rate: Tensor | None
) -> torch.optim.Optimizer:
    first = settings.learning_rate if rate is None else rate
    decay = settings.weight_decay
    if settings.name == "adamw":
        betas = (settings.momentum, settings.beta2)
        return torch.optim.AdamW(
            own, first, betas, weight_decay=decay, fused=True, capturable=rate is not None
        )
    return torch.optim.SGD(own, first, settings.momentum, weight_decay=decay, fused=True)


def _initialise_state(optimiser: torch.optim.Optimizer) -> None:
    """Give every weight the state before the first step, so that a checkpoint can be loaded."""
    for group in optimiser.param_groups:
        for weight in group["params"]:
            state = optimiser.state[weight]
            if isinstance(optimiser, torch.optim.AdamW):
                state["step"] = torch.zeros((), dtype=torch.float32, device=weight.device)
                state["exp_avg"] = torch.zeros_like(weight)
                state["exp_avg_sq"] = torch.zeros_like(weight)
            elif group["momentum"]:
                state["momentum_buffer"] = torch.zeros_like(weight)
