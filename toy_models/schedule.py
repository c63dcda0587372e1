"""The warm-ups: which loss a run has at which step.  Reading it needs no torch."""

from __future__ import annotations

from losses.catalogue import spec_and_values
from losses.t_warm_up import risen_t
from toy_models.config import LossChoice, RunConfig


def loss_at(config: RunConfig, index: int, step: int) -> LossChoice:
    """The loss that `config.losses[index]` is when so many steps are made.

    The plain softmax during the softmax warm-up, then the loss itself with t risen so far.
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
    """The plain softmax of the warm-up, at the loss's own scale."""
    spec, values = spec_and_values(choice.name, dict(choice.parameters))
    if not spec.normalised:
        return LossChoice.of("softmax")
    return LossChoice.of("norm_softmax", **{k: v for k, v in values.items() if k == "scale"})
