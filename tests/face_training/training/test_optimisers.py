"""Groups, clipping apart, and the state of an optimiser that has made no step."""

import pytest
import torch
from torch import nn

from face_training import recipes
from face_training.training.optimisers import (
    build_optimiser,
    clip_gradients,
    initialise_state,
    set_learning_rate,
)


def parts():
    generator = torch.Generator().manual_seed(2)
    made = nn.Linear(3, 2, bias=False), nn.Linear(2, 4, bias=False)
    for part in made:
        nn.init.normal_(part.weight, generator=generator)
    return made


def settings(*overrides):
    return recipes.read("smoke", overrides).optimiser


def test_clipping_leaves_a_small_gradient_and_shortens_a_long_one():
    part, _ = parts()
    for largest, expected in ((0.0, 10.0), (20.0, 10.0), (5.0, 5.0)):
        part.weight.grad = torch.tensor([[6.0, 0, 0], [0, 8, 0]])
        assert float(clip_gradients(part.parameters(), largest)) == pytest.approx(10)
        assert float(part.weight.grad.norm()) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("name", ["sgd", "adamw"])
def test_an_empty_state_is_as_good_as_none(name):
    found = []
    for prepared in (False, True):
        backbone, head = parts()
        optimiser = build_optimiser(settings(f"optimiser.name={name}"), backbone, head)
        if prepared:
            initialise_state(optimiser)
        for step in range(3):
            set_learning_rate(optimiser, 0.1 / (step + 1))
            optimiser.zero_grad()
            head(backbone(torch.ones(1, 3))).square().sum().backward()
            optimiser.step()
        found.append(torch.cat([backbone.weight.flatten(), head.weight.flatten()]))
    torch.testing.assert_close(found[0], found[1], rtol=0, atol=0)


def test_backbone_and_head_are_groups_of_their_own():
    optimiser = build_optimiser(settings("optimiser.weight_decay=0.01"), *parts())
    assert [len(group["params"]) for group in optimiser.param_groups] == [1, 1]
    assert {group["weight_decay"] for group in optimiser.param_groups} == {0.01}
