"""The toy values: allowed, gentler than the papers', and enough for ten classes on a circle."""

import math

import pytest
import torch

from losses import LOSSES, build
from toy_models.gentle import SCALE, gentle, gentle_value, shares_scale


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_has_a_value_for_each_parameter_and_can_be_built(name: str) -> None:
    choice = gentle(name)
    assert choice.name == name
    assert set(dict(choice.parameters)) == set(LOSSES[name].parameters)
    assert build(name, **dict(choice.parameters)).values == dict(choice.parameters)


def test_an_unknown_loss_is_refused() -> None:
    with pytest.raises(KeyError):
        gentle("no_such_loss")


@pytest.mark.parametrize("name", ["am_softmax", "sv_am_softmax", "f_am_softmax", "mv_am_softmax"])
def test_one_slot_has_one_value_in_all_losses(name: str) -> None:
    assert gentle_value(LOSSES[name], "margin") == gentle_value(LOSSES["am_softmax"], "margin")


def test_the_scale_is_one_for_all_that_take_cosines() -> None:
    scales = {n: dict(gentle(n).parameters).get("scale") for n in LOSSES}
    own = {n for n, spec in LOSSES.items() if any("scale" in slot.gentle for slot in spec.slots)}
    assert {n for n, scale in scales.items() if scale not in (SCALE, None)} == own
    assert "circle" in own


@pytest.mark.parametrize("name", ["am_softmax", "arc_softmax", "a_softmax", "combined_margin"])
def test_the_margin_can_be_met_by_ten_classes_on_a_circle(name: str) -> None:
    # At best the weights stand 36 degrees apart, and a feature stands on its own.
    f = build(name, **dict(gentle(name).parameters)).margin_curve(torch.ones(1))
    assert f is not None
    assert f.item() > math.cos(2 * math.pi / 10)


def test_t_is_between_none_and_the_papers() -> None:
    assert 1 < gentle_value(LOSSES["sv_softmax"], "t") < 1.2
    assert 0 < gentle_value(LOSSES["mv_am_softmax"], "t") < 0.2


def test_only_circle_loss_has_a_scale_of_its_own() -> None:
    scaled = [name for name, spec in LOSSES.items() if "scale" in spec.parameters]
    assert [name for name in scaled if not shares_scale(LOSSES[name], "scale")] == ["circle"]
    assert not shares_scale(LOSSES["circle"], "margin")
