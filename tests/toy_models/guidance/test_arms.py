"""The arms: thirteen, each registered contrast has its two, and their parameters."""

import pytest
import torch

from losses.batch import Batch
from toy_models.guidance.arms import Arm, confirmed, screened
from toy_models.guidance.cells import TINY
from toy_models.guidance.predictions import CONTRASTS

ARMS = {arm.name: arm for arm in confirmed(TINY, equivalent_margin=0.25)}


def test_there_are_thirteen_and_the_screens_two_are_among_them() -> None:
    assert len(ARMS) == 13
    assert screened(TINY) == (ARMS["norm"], ARMS["sv"])


def test_every_contrast_has_its_arms() -> None:
    assert {name for pair in CONTRASTS for name in pair} <= ARMS.keys()


def test_only_the_hotter_softmax_has_another_scale() -> None:
    scales = {name: arm.loss().values["scale"] for name, arm in ARMS.items()}
    assert scales.pop("hotter") == pytest.approx(1.2 * TINY.scale)
    assert set(scales.values()) == {TINY.scale}


def test_what_is_raised_is_a_parameter_with_a_value() -> None:
    raised = {name: arm.raised for name, arm in ARMS.items() if arm.raised}
    assert raised == dict.fromkeys(
        ("sv", "shift", "factor", "random", "normalised", "oracle", "sv_arc"), "t"
    ) | {"top_k": "push"}
    for name, parameter in raised.items():
        assert ARMS[name].values[parameter] > ARMS[name].spec.parameters[parameter].low  # type: ignore[operator]


def test_the_margin_of_am_is_that_of_the_screen() -> None:
    assert ARMS["am"].values["margin"] == 0.25
    assert ARMS["sv_constant"].values["t"] == ARMS["sv"].values["t"] == 1.2


def test_a_sample_has_the_same_loss_among_so_many_that_losses_take_them_in_pieces() -> None:
    draw = torch.Generator().manual_seed(0)
    cos_BC = torch.rand(600, 1000, generator=draw) * 1.8 - 0.9
    labels_B, true_B = (torch.randint(1000, (600,), generator=draw) for _ in range(2))
    for name, arm in ARMS.items():
        few, many = (
            _loss_of(arm, Batch(cos_BC[:end], labels_B[:end], true_labels_B=true_B[:end]))
            for end in (5, 600)
        )
        torch.testing.assert_close(many[:5], few, msg=name)


def _loss_of(arm: Arm, batch: Batch) -> torch.Tensor:
    loss = arm.loss()
    loss.observe(batch)
    return loss.terms(batch).loss_B
