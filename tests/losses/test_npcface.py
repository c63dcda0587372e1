"""NPCFace: the formula, and a margin that carries no gradient."""

import math

import pytest
import torch

from losses import build
from tests.losses.loop import SCALES, arc, assert_equal, cosines


def parts(row, label, hard_margin=0.5, m0=0.4, m1=0.2):
    """The hard rivals and the target's margin of one sample."""
    boundary = arc(hard_margin)(row[label])
    hard = [k for k, c in enumerate(row) if k != label and c > boundary]
    m = m0 + m1 * sum(row[k] for k in hard) / max(1, len(hard))
    return hard, m


@pytest.mark.parametrize("scale", SCALES)
def test_equals_the_formula(scale):
    cos, labels = cosines(seed=38)
    expected = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        hard, m = parts(row, label)
        z = [1.1 * c + 0.2 if k in hard else c for k, c in enumerate(row)]
        z[label] = arc(m)(row[label])
        top = max(z)
        total = sum(math.exp(scale * (value - top)) for value in z)
        expected.append(math.log(total) - scale * (z[label] - top))
    assert_equal(
        build("npcface", scale=scale)(cos, labels), torch.tensor(expected, dtype=torch.float64)
    )


def test_without_hard_rivals_the_margin_is_m0():
    cos = torch.tensor([[0.9, -0.8, -0.9]], dtype=torch.float64)
    labels = torch.tensor([0])
    torch.testing.assert_close(
        build("npcface")(cos, labels), build("arc_softmax", scale=64.0, margin=0.4)(cos, labels)
    )


def test_gradient_holds_the_margin_constant():
    cos, labels = cosines(seed=39)
    cos.requires_grad_()
    loss = build("npcface", scale=8.0)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1).tolist()
    for i, label in enumerate(labels.tolist()):
        hard, m = parts(cos[i].tolist(), label)
        for k, c in enumerate(cos[i].tolist()):
            slope = 1.1 if k in hard else 1.0
            expected = 8 * slope * p[i][k]
            if k == label:
                theta = math.acos(c)
                slope = math.sin(theta + m) / math.sin(theta) if theta + m <= math.pi else 1
                expected = 8 * slope * (p[i][k] - 1)
            assert grad[i, k].item() == pytest.approx(expected, rel=1e-9, abs=1e-12)
