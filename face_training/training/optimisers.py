"""The optimiser: backbone and class weights apart, each clipped by its own norm, fused updates.

A common norm would tie the backbone's step to the number of classes.

The gradients are read twice: by their norm, and by the update, which divides them by what they
exceed the limit by.  Where a number is not finite the update changes nothing.  Neither needs the
processor to wait for the GPU.  The update of a weight looks at no other weight, so each rank
updates its own shard, as a plain tensor.

Muon takes the hidden matrices of the backbone; SGD or AdamW takes the rest, and the class weights.
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
from face_training.training.muon import Muon, as_matrix, hidden_matrices, of_matrix


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
class _Matrix(_Weight):
    """A weight that is updated as a matrix."""

    def take_gradient(self) -> None:
        gradient = self.whole.grad
        if gradient is not None and gradient.stride() != self.whole.stride():
            gradient = torch.empty_like(self.whole).copy_(gradient)
        self.own.grad = None if gradient is None else as_matrix(gradient)

    def state_of_whole(self, state: Tensor) -> Tensor:
        return of_matrix(state, self.whole)


@dataclass(frozen=True)
class _Update:
    """An optimiser, and its learning rate in multiples of the recipe's."""

    optimiser: torch.optim.Optimizer
    times: float = 1.0


@dataclass(frozen=True)
class _Part:
    """Weights that share a norm and its limit."""

    weights: tuple[_Weight, ...]
    updates: tuple[_Update, ...]
    largest: float
    device: torch.device

    def norm(self) -> Tensor:
        gradients = [w.whole.grad for w in self.weights if w.whole.grad is not None]
        if not gradients:
            return torch.zeros((), device=self.device)  # all of it is frozen
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
        for update in self.updates:
            fused: Any = update.optimiser  # these two are torch's, for its gradient scaler
            fused.found_inf = nothing.float()
            if self.largest:
                fused.grad_scale = ((norm + 1e-6) / self.largest).clamp(min=1).float()
            update.optimiser.step()

    def state(self, weight: _Weight) -> dict[str, Tensor]:
        """The state of a weight by name."""
        found: dict[str, Tensor] = {}
        for update in self.updates:
            found |= update.optimiser.state.get(weight.own, {})
        return found


class Optimiser:
    """SGD, AdamW or Muon over the backbone's and the head's weights.

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
        times = settings.head_learning_rate / settings.learning_rate or 1.0
        self._of_head = rate if rate is None or times == 1 else torch.zeros_like(rate)
        self._times = times
        matrices = {*hidden_matrices(backbone)} if settings.name == "muon" else set()
        self._parts = [
            _part(settings, backbone, settings.clip_backbone, rate, matrices),
            _part(settings, head, settings.clip_head, self._of_head, matrices, times),
        ]

    def set_rate(self, rate: float) -> None:
        """Set the learning rate of the next step."""
        if self.rate is not None and self._of_head is not None:
            self._of_head.fill_(rate * self._times)
            self.rate.fill_(rate)  # last: it may be the same tensor
            return
        for part in self._parts:
            for update in part.updates:
                for group in update.optimiser.param_groups:
                    group["lr"] = rate * update.times

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
                for key, value in part.state(weight).items():
                    yield weight.whole, key, weight.state_of_whole(value)


def _part(
    settings: OptimiserConfig,
    module: nn.Module,
    largest: float,
    rate: Tensor | None,
    matrices: set[Tensor],
    times: float = 1.0,
) -> _Part:
    weights = tuple(
        _weight(weight, weight in matrices)
        for weight in module.parameters()
        if weight.requires_grad
    )
    own = [weight.own for weight in weights if not isinstance(weight, _Matrix)]
    turned = [weight.own for weight in weights if isinstance(weight, _Matrix)]
    updates = [_Update(_elementwise(settings, own, rate), times)] if own else []
    if turned:
        of_matrices = settings.matrix_learning_rate / settings.learning_rate
        decay = settings.matrix_weight_decay
        updates.append(_Update(Muon(turned, weight_decay=decay), of_matrices))
    for update in updates:
        _initialise_state(update.optimiser)
    return _Part(weights, tuple(updates), largest, next(module.parameters()).device)


def _weight(weight: nn.Parameter, is_matrix: bool) -> _Weight:
    if is_matrix:
        return _Matrix(weight, nn.Parameter(as_matrix(weight.detach())))
    if isinstance(weight, DTensor):
        return _Weight(weight, nn.Parameter(weight.to_local().detach()))
    return _Weight(weight, weight)


def _elementwise(
    settings: OptimiserConfig, own: list[nn.Parameter], rate: Tensor | None
) -> torch.optim.Optimizer:
    first = settings.learning_rate if rate is None else rate
    decay = settings.weight_decay
    if (settings.others if settings.name == "muon" else settings.name) == "adamw":
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
