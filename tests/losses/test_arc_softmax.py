"""Arc-Softmax: the formula, its continuation past pi - m, its true gradient."""

import math

import pytest
import torch

from losses import build
from losses.arc_softmax import arc_margin
from tests.losses.loop import SCALES, arc, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("margin", [0.0, 0.3, 0.5, 1.5])
def test_equals_the_paper(scale, margin):
    cos, labels = cosines(seed=22)
    loss = build("arc_softmax", scale=scale, margin=margin)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=arc(margin)))


def test_margin_0_is_softmax_exactly():
    cos, labels = cosines(seed=23)
    torch.testing.assert_close(
        build("arc_softmax", margin=0.0)(cos, labels),
        build("norm_softmax")(cos, labels),
        rtol=0,
        atol=0,
    )


def test_by_hand():
    """cos(60 deg + 30 deg) = 0."""
    f = arc_margin(torch.tensor([0.5], dtype=torch.float64), margin=math.pi / 6)
    assert f.item() == pytest.approx(0, abs=1e-15)


def test_the_continuation_is_continuous_monotone_and_of_slope_1():
    m = 0.5
    turn = math.cos(math.pi - m)
    near = torch.tensor([turn + 1e-9, turn - 1e-9], dtype=torch.float64)
    assert arc_margin(near, margin=m).diff().abs().item() < 1e-8
    assert arc_margin(near, margin=m)[0].item() == pytest.approx(-1)
    cos = torch.linspace(-1, 1, 2001, dtype=torch.float64, requires_grad=True)
    f = arc_margin(cos, margin=m)
    assert (f.diff() > 0).all()
    (slope,) = torch.autograd.grad(f.sum(), cos)
    torch.testing.assert_close(slope[cos < turn], torch.ones_like(slope[cos < turn]))


def test_the_gradient_is_the_true_one():
    """d f / d cos = sin(theta + m) / sin(theta), not the 1 of a margin without gradient."""
    theta = torch.tensor([0.3, 1.0, 2.0], dtype=torch.float64)
    cos = theta.cos().requires_grad_()
    (slope,) = torch.autograd.grad(arc_margin(cos, margin=0.5).sum(), cos)
    torch.testing.assert_close(slope, torch.sin(theta + 0.5) / torch.sin(theta))


def test_a_negative_margin_stops_at_angle_0():
    theta = torch.tensor([0.1, 0.4, 1.0], dtype=torch.float64)
    f = arc_margin(theta.cos(), margin=-0.4)
    torch.testing.assert_close(f, torch.tensor([1.0, 1.0, math.cos(0.6)], dtype=torch.float64))


def test_a_margin_for_each_sample():
    cos = torch.tensor([0.2, 0.2], dtype=torch.float64)
    each = arc_margin(cos, margin=torch.tensor([0.1, 0.6], dtype=torch.float64))
    one_by_one = torch.cat([arc_margin(cos[:1], margin=m) for m in (0.1, 0.6)])
    torch.testing.assert_close(each, one_by_one)
