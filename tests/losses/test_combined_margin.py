"""The combined margin: ArcFace's Eq. 4, and each margin alone as its limit."""

import math

import pytest
import torch

from losses import build
from losses.combined_margin import combined_margin
from tests.losses.loop import SCALES, assert_equal, cosines, loop


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("m1", "m2", "m3"), [(1, 0.3, 0.2), (0.9, 0.4, 0.15), (1.5, 0.1, 0.3)])
def test_equals_the_paper_where_the_angle_stays_below_pi(scale, m1, m2, m3):
    cos, labels = cosines(seed=26)
    cos = cos.clamp(min=math.cos((math.pi - m2) / m1) + 1e-9)

    def f(c):
        return math.cos(m1 * math.acos(c) + m2) - m3

    loss = build("combined_margin", scale=scale, m1=m1, m2=m2, m3=m3)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=f))


@pytest.mark.parametrize(
    ("alone", "margin", "m"),
    [
        ("a_softmax", 3.0, (3.0, 0.0, 0.0)),
        ("arc_softmax", 0.5, (1.0, 0.5, 0.0)),
        ("am_softmax", 0.35, (1.0, 0.0, 0.35)),
    ],
)
def test_each_margin_alone_is_a_limit(alone, margin, m):
    cos, labels = cosines(seed=27)
    combined = build("combined_margin", m1=m[0], m2=m[1], m3=m[2])
    torch.testing.assert_close(
        combined(cos, labels), build(alone, margin=margin)(cos, labels), rtol=1e-9, atol=1e-9
    )


def test_monotone_over_the_whole_range():
    cos = torch.linspace(-1, 1, 4001, dtype=torch.float64)
    assert (combined_margin(cos, m1=1.5, m2=0.6, m3=0.1).diff() > -1e-12).all()


def test_the_slope_at_the_ends_is_that_of_its_parts():
    loss = build("combined_margin", m1=2.0, m2=0.0, m3=0.1)
    cos = torch.tensor([1.0, -1.0], dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(loss.margin_curve(cos).sum(), cos)
    assert slope.tolist() == [4, 4]
