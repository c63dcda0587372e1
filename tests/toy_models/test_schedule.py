"""The schedule: the loss of a step is the one that training uses at it."""

from dataclasses import replace

import pytest
from torch import nn
from torch.nn.modules.module import register_module_forward_pre_hook

from losses import Loss, Stack
from toy_models.config import LossChoice, RunConfig
from toy_models.data import Blobs
from toy_models.schedule import loss_at, without_slots
from toy_models.training import Training

SV = LossChoice.of("sv_softmax", scale=16.0, t=1.4)
CHOICES = (
    SV,
    LossChoice.of("mv_am_softmax", scale=16.0, t=0.3, mode="fixed"),
    LossChoice.of("composed", f="arc", h="sv", scale=8.0, t=1.2),
    LossChoice.of("arc_softmax", scale=16.0),
    LossChoice.of("adacos"),
    LossChoice.of("softmax"),
    LossChoice.of("curricularface"),
)
CONFIG = RunConfig(
    data=Blobs(classes=4, per_class=20),
    losses=CHOICES,
    hidden=(8,),
    steps=12,
    batch=16,
    softmax_warmup=3,
    t_warmup=5,
)


def used(training: Training) -> list[Loss]:
    """The losses that the next step of a training computes with."""
    seen: list[Stack] = []

    def note(module: nn.Module, _: object) -> None:
        if isinstance(module, Stack):
            seen.append(module)

    with register_module_forward_pre_hook(note):
        training.advance()
    (stack,) = seen
    return list(stack.losses)


@pytest.mark.parametrize(("softmax", "t"), [(3, 5), (0, 5), (3, 0), (0, 0), (0, 12), (12, 0)])
def test_it_is_what_training_uses(softmax: int, t: int) -> None:
    config = replace(CONFIG, softmax_warmup=softmax, t_warmup=t)
    training = Training(config)
    for step in range(config.steps):
        losses = used(training)
        assert len(losses) == len(CHOICES)
        for index, loss in enumerate(losses):
            told = loss_at(config, index, step).build()
            assert told.spec == loss.spec
            assert told.values == loss.values


def test_the_warm_up_is_the_softmax_at_the_losss_own_scale() -> None:
    told = [loss_at(CONFIG, index, 2) for index in range(len(CHOICES))]
    plain = [LossChoice.of("norm_softmax", scale=scale) for scale in (16, 16, 8, 16)]
    assert told == [
        *plain,
        LossChoice.of("norm_softmax"),
        LossChoice.of("softmax"),
        LossChoice.of("norm_softmax", scale=64.0),
    ]
    assert without_slots(SV) == plain[0]


def test_t_rises_and_stays_and_the_other_parameters_are_the_choices() -> None:
    steps = range(3, 13)
    ts = [dict(loss_at(CONFIG, 0, step).parameters)["t"] for step in steps]
    assert ts == pytest.approx([1, 1.08, 1.16, 1.24, 1.32, *[1.4] * 5])
    assert loss_at(CONFIG, 0, 12) == SV
    half = loss_at(replace(CONFIG, t_warmup=4), 1, 5)
    assert half == LossChoice.of("mv_am_softmax", scale=16.0, t=0.15, mode="fixed")


def test_a_loss_without_t_is_the_choice() -> None:
    for index in (3, 4, 5, 6):
        assert loss_at(CONFIG, index, 4) is CHOICES[index]
    assert loss_at(replace(CONFIG, t_warmup=0), 0, 3) is SV
