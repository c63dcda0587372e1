"""MagFace: the growing margin, the price of length, and the gradient through both."""

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, arc, assert_equal, cosines, loop

NORMS = [5.0, 10.0, 42.0, 110.0, 200.0, 60.0]


@pytest.mark.parametrize("scale", SCALES)
def test_equals_the_paper(scale):
    cos, labels = cosines(seed=42)
    expected = []
    for i, norm in enumerate(NORMS):
        a = min(max(norm, 10), 110)
        m = 0.45 + (0.8 - 0.45) / (110 - 10) * (a - 10)
        nll = loop(cos[i : i + 1], labels[i : i + 1], scale=scale, f=arc(m))
        expected.append(nll + 35 * (1 / a + a / 110**2))
    actual = build("magface", scale=scale)(
        cos, labels, norms_B=torch.tensor(NORMS, dtype=torch.float64)
    )
    assert_equal(actual, torch.cat(expected))


def test_length_gets_a_gradient_inside_its_range_only():
    cos, labels = cosines(seed=43)
    norms = torch.tensor(NORMS, dtype=torch.float64, requires_grad=True)
    build("magface")(cos, labels, norms_B=norms).sum().backward()
    inside = torch.tensor([10 < norm < 110 for norm in NORMS])
    assert (norms.grad[inside] != 0).all()
    assert norms.grad[0] == 0
    assert norms.grad[4] == 0
