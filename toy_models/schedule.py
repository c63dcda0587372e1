"""The warm-ups: which loss a run has at a step.  Reading this file needs no torch."""

from __future__ import annotations

from losses.catalogue import spec_and_values
from losses.t_warm_up import risen_t
from toy_models.config import LossChoice, RunConfig


def loss_at(config: RunConfig, index: int, step: int) -> LossChoice:
    """The loss in the place of `config.losses[index]` after so many steps.

    During the softmax warm-up it is the plain softmax, then the loss itself with the t of the step.
    """
    choice = config.losses[index]
    if step < config.softmax_warmup:
        return without_slots(choice)
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    final = values.get("t")
    if not config.t_warmup or not isinstance(final, float):
        return choice
    t = risen_t(spec, final, step - config.softmax_warmup, config.t_warmup)
    return LossChoice.of(choice.name, **{**dict(choice.parameters), "t": t})


def without_slots(choice: LossChoice) -> LossChoice:
    """The plain softmax of the warm-up, with the loss's own scale."""
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    if not spec.normalised:
        return LossChoice.of("softmax")
    return LossChoice.of("norm_softmax", **{k: v for k, v in values.items() if k == "scale"})
