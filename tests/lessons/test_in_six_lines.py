"""The six-line losses are the losses."""

from __future__ import annotations

import inspect

import pytest
import torch

import losses
from lessons.sv_softmax import in_six_lines

ALL = [
    name for name, thing in vars(in_six_lines).items()
    if inspect.isfunction(thing) and thing.__module__ == in_six_lines.__name__
]  # fmt: skip
LONG = {"s": "scale", "m": "margin", "t": "t"}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("classes", [2, 7])
def test_value_and_gradient_are_those_of_losses(name: str, classes: int) -> None:
    draw = torch.Generator().manual_seed(3)
    cos_BC = 2 * torch.rand(200, classes, generator=draw, dtype=torch.float64) - 1
    labels_B = torch.randint(classes, (200,), generator=draw)
    short = getattr(in_six_lines, name)
    parameters = {
        key: value.default
        for key, value in inspect.signature(short).parameters.items()
        if key in LONG
    }
    real = losses.build(name, **{LONG[key]: value for key, value in parameters.items()})
    for one_BC, function in ((cos_BC.clone(), short), (cos_BC.clone(), real)):
        one_BC.requires_grad_()
        function(one_BC, labels_B).sum().backward()
        if function is short:
            gradient_BC, loss_B = one_BC.grad, function(one_BC, labels_B)
        else:
            torch.testing.assert_close(function(one_BC, labels_B), loss_B)
            torch.testing.assert_close(one_BC.grad, gradient_BC)


def test_there_are_some() -> None:
    assert {"sv_softmax", "sv_am_softmax", "sv_arc_softmax"} <= set(ALL)
