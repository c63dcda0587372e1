"""ArcNegFace: the formula, and a weight that carries no gradient."""

import math

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, arc, assert_equal, cosines, loop


def tau(c, f_y, alpha=1.2, sigma=2.0):
    """Eq. 6."""
    return alpha * math.exp(-((c - f_y) ** 2) / sigma)


@pytest.mark.parametrize("scale", SCALES)
def test_equals_the_paper(scale):
    def factor(c, f_y):
        return math.exp(scale * (tau(c, f_y) * c + tau(c, f_y) - 1 - c))

    cos, labels = cosines(seed=36)
    loss = build("arcnegface", scale=scale)
    assert_equal(loss(cos, labels), loop(cos, labels, scale=scale, f=arc(0.5), h=factor))


def test_gradient_holds_tau_constant():
    cos, labels = cosines(seed=37)
    cos.requires_grad_()
    loss = build("arcnegface", scale=8.0)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1).tolist()
    for i, label in enumerate(labels.tolist()):
        f_y = arc(0.5)(cos[i, label].item())
        for k, c in enumerate(cos[i].tolist()):
            if k != label:
                assert grad[i, k].item() == pytest.approx(8 * tau(c, f_y) * p[i][k], rel=1e-9)
