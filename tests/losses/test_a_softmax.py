"""A-Softmax: the pieces of psi."""

import math

import pytest
import torch

from losses import build
from losses.a_softmax import a_margin
from tests.losses.loop import SCALES, assert_equal, cosines, loop, psi


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("margin", [1.0, 1.35, 2.0, 4.0])
def test_equals_the_paper(scale, margin):
    cos, labels = cosines(seed=24)
    loss = build("a_softmax", scale=scale, margin=margin)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=psi(margin)))


def test_margin_1_is_softmax():
    cos, labels = cosines(seed=25)
    torch.testing.assert_close(
        build("a_softmax", margin=1.0)(cos, labels),
        build("norm_softmax")(cos, labels),
        rtol=1e-12,
        atol=1e-12,
    )


def test_by_hand():
    """m = 2: psi(30 deg) = cos 60 deg = 0.5; psi(120 deg) = -cos 240 deg - 2 = -1.5."""
    theta = torch.tensor([math.pi / 6, 2 * math.pi / 3], dtype=torch.float64)
    expected = torch.tensor([0.5, -1.5], dtype=torch.float64)
    torch.testing.assert_close(a_margin(theta.cos(), margin=2.0), expected)


@pytest.mark.parametrize("margin", [1.7, 3.0, 4.0])
def test_psi_is_monotone_over_the_whole_range(margin):
    cos = torch.linspace(-1, 1, 4001, dtype=torch.float64)
    assert (a_margin(cos, margin=margin).diff() > -1e-12).all()


@pytest.mark.parametrize("m", [1.0, 1.5, 2.0, 4.0])
def test_the_slope_at_the_ends_is_the_limit(m):
    """m sin(m theta) / sin(theta) is m^2 at 0, and at pi for a whole m; else infinite there."""
    loss = build("a_softmax", margin=m)
    cos = torch.tensor([1, 1 - 1e-9, -1 + 1e-9, -1], dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(loss.margin_curve(cos).sum(), cos)
    whole = m == int(m)
    near = pytest.approx(m**2, rel=1e-6)
    assert slope[:2].tolist() == [near, near]
    if whole:
        assert slope[2:].tolist() == [near, near]
    else:
        assert slope[2] > 1e4
        assert slope[3] == 0
