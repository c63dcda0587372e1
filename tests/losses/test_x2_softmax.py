"""X2-Softmax: the parabola, its gradient, and what the authors' code does."""

import math

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, assert_equal, cosines, loop

VALUES = [(-0.9, 0.0, 0.65), (-0.25, 0.0, 1.0), (-0.4, -0.3, 0.8)]


def parabola(a, h, k):
    return lambda c: a * (math.acos(c) - h) ** 2 + k


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("a", "h", "k"), VALUES)
def test_equals_the_paper(scale, a, h, k):
    cos, labels = cosines(seed=61)
    loss = build("x2_softmax", scale=scale, bend=a, vertex=h, peak=k)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=parabola(a, h, k)))


@pytest.mark.parametrize(("a", "h", "k"), VALUES)
def test_the_gradient_is_the_parabolas(a, h, k):
    cos, labels = cosines(seed=62)
    cos.requires_grad_()
    loss = build("x2_softmax", scale=8.0, bend=a, vertex=h, peak=k)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1)
    for i, label in enumerate(labels.tolist()):
        theta = math.acos(cos[i, label].item())
        slope = -2 * a * (theta - h) / math.sin(theta)
        expected = 8 * slope * (p[i, label].item() - 1)
        assert grad[i, label].item() == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_authors_code_has_the_value_and_slope_1():
    """Its logit is a (arccos(cos_y) - h)^2 + k, computed in place without gradient."""
    cos, labels = cosines(seed=63)
    cos.requires_grad_()
    theirs = []
    for row, label in zip(cos, labels, strict=True):
        angle = row[label].detach().acos()
        moved = -0.9 * (angle - 0.0) ** 2 + 0.65 - row[label].detach()
        logits = [64 * (c + moved if k == label else c) for k, c in enumerate(row)]
        theirs.append(torch.stack(logits).logsumexp(0) - logits[label])
    theirs = torch.stack(theirs)
    ours = build("x2_softmax")
    assert_equal(ours(cos, labels), theirs)
    ours.straight_through = True
    (grad,) = torch.autograd.grad(ours(cos, labels).sum(), cos)
    (expected,) = torch.autograd.grad(theirs.sum(), cos)
    torch.testing.assert_close(grad, expected, rtol=1e-9, atol=1e-12)


def test_the_margin_as_a_cosine_grows_with_the_angle():
    theta = torch.linspace(0, math.pi, 40, dtype=torch.float64)
    margin = theta.cos() - build("x2_softmax").margin_curve(theta.cos())
    assert margin[0].item() == pytest.approx(0.35)
    assert (margin.diff() > 0).all()


@pytest.mark.parametrize("a", [-0.9, -0.25])
def test_the_slope_at_angle_0_is_the_limit(a):
    loss = build("x2_softmax", bend=a)
    for cos_y in (1.0, 1 - 1e-9):
        cos = torch.tensor([cos_y], dtype=torch.float64, requires_grad=True)
        (slope,) = torch.autograd.grad(loss.margin_curve(cos), cos)
        assert slope.item() == pytest.approx(-2 * a, rel=1e-6)
