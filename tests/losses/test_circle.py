"""Circle loss: the formula, its gradient and its circle."""

import math

import pytest
import torch

from losses import build
from losses.batch import Batch
from losses.cosines import Pieces
from tests.losses.loop import assert_equal, cosines


@pytest.mark.parametrize("scale", [1.0, 16.0, 64.0, 256.0])
@pytest.mark.parametrize("margin", [0.0, 0.25, 0.4])
def test_equals_the_paper(scale, margin):
    cos, labels = cosines(seed=50)
    expected = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        z = [max(0, c + margin) * (c - margin) for c in row]
        z[label] = max(0, 1 + margin - row[label]) * (row[label] - (1 - margin))
        total = sum(math.exp(scale * (value - max(z))) for value in z)
        expected.append(math.log(total) - scale * (z[label] - max(z)))
    actual = build("circle", scale=scale, margin=margin)(cos, labels)
    assert_equal(actual, torch.tensor(expected, dtype=torch.float64))


def test_gradient_holds_the_weights_constant():
    cos, labels = cosines(seed=51)
    cos.requires_grad_()
    loss = build("circle", scale=8.0)
    (grad,) = torch.autograd.grad(loss(cos, labels).sum(), cos)
    p = loss.logits(cos, labels).softmax(1).tolist()
    for i, label in enumerate(labels.tolist()):
        for k, c in enumerate(cos[i].tolist()):
            expected = 8 * max(0, c + 0.25) * p[i][k]
            if k == label:
                expected = 8 * max(0, 1.25 - c) * (p[i][k] - 1)
            assert grad[i, k].item() == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("cos_y", [0.7, 0.8, 0.95])
def test_the_boundary_is_the_circle(cos_y):
    """cos_k^2 + (1 - cos_y)^2 = 2 m^2."""
    cos_k = math.sqrt(2 * 0.25**2 - (1 - cos_y) ** 2)
    cos = torch.tensor([[cos_y, cos_k + 1e-6, cos_k - 1e-6]], dtype=torch.float64)
    found = build("circle").support_vectors(cos, torch.tensor([0]))
    assert found.tolist() == [[False, True, False]]


def test_far_from_the_target_every_rival_is_a_support_vector():
    cos = torch.tensor([[0.2, -0.9, 0.1]], dtype=torch.float64)
    found = build("circle").support_vectors(cos, torch.tensor([0]))
    assert found.tolist() == [[False, True, True]]


@pytest.mark.parametrize("margin", [0.25, 0.4])
def test_the_support_vectors_are_the_rivals_whose_h_exceeds_f(margin):
    """By the formula, for targets on both sides of every change of sign; in pieces, too."""
    targets = torch.linspace(0.3, 0.99, 24, dtype=torch.float64)
    rivals = torch.linspace(-0.97, 0.96, 60, dtype=torch.float64)
    cos = torch.cat([targets.unsqueeze(1), rivals.expand(24, -1)], 1)
    labels = torch.zeros(24, dtype=torch.long)
    f_B1 = (1 + margin - cos[:, :1]) * (cos[:, :1] - 1 + margin)
    expected = ((cos + margin).clamp(min=0) * (cos - margin) > f_B1).index_fill(
        1, torch.tensor([0]), False
    )
    both_sides = expected[:, 1:6].any(1) & ~expected[:, 25:35].any(1)
    assert both_sides.any(), "some samples have support vectors at both ends, and none between"
    loss = build("circle", margin=margin)
    assert torch.equal(loss.support_vectors(cos, labels), expected)
    loss.pieces = Pieces(worth_splitting=1)
    watched = loss.terms(Batch.checked(cos, labels, None), watch=True)
    assert watched.support_B.tolist() == expected.sum(1).tolist()
    unwatched = loss.terms(Batch.checked(cos, labels, None))
    assert unwatched.support_B.tolist() == expected.sum(1).tolist()
