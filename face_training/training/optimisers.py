"""The optimiser: backbone and class weights in separate groups, each clipped by its own norm.

The class weights may be a DTensor, and torch neither clips nor updates a DTensor and plain tensors
in the same group.  A common norm would also tie the backbone's step to the number of classes.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.distributed.tensor import DTensor
from torch.nn.utils import clip_grads_with_norm_, get_total_norm

from face_training.config import OptimiserConfig


def build_optimiser(
    settings: OptimiserConfig, backbone: nn.Module, head: nn.Module
) -> torch.optim.Optimizer:
    """SGD or AdamW over the backbone's and the head's weights."""
    groups = [
        {"params": [weight for weight in part.parameters() if weight.requires_grad]}
        for part in (backbone, head)
    ]
    if settings.name == "adamw":
        betas = (settings.momentum, settings.beta2)
        return torch.optim.AdamW(
            groups, settings.learning_rate, betas, weight_decay=settings.weight_decay, foreach=True
        )
    return torch.optim.SGD(
        groups,
        settings.learning_rate,
        settings.momentum,
        weight_decay=settings.weight_decay,
        foreach=True,
    )


def set_learning_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Set the learning rate of the next step."""
    for group in optimiser.param_groups:
        group["lr"] = rate


def clip_gradients(parameters: Iterable[nn.Parameter], largest: float) -> Tensor:
    """Scale the gradients down to this norm, 0: any.  The norm before, a scalar."""
    having = [p for p in parameters if p.grad is not None]
    norm = get_total_norm([p.grad for p in having])  # type: ignore[misc]
    if largest:
        clip_grads_with_norm_(having, largest, norm)
    return norm.full_tensor() if isinstance(norm, DTensor) else norm


def initialise_state(optimiser: torch.optim.Optimizer) -> None:
    """Give every weight the state before the first step, so that a checkpoint can be loaded."""
    for group in optimiser.param_groups:
        for weight in group["params"]:
            state = optimiser.state[weight]
            if isinstance(optimiser, torch.optim.AdamW):
                state.setdefault("step", torch.zeros(()))
                state.setdefault("exp_avg", torch.zeros_like(weight))
                state.setdefault("exp_avg_sq", torch.zeros_like(weight))
            elif group["momentum"]:
                state.setdefault("momentum_buffer", torch.zeros_like(weight))
