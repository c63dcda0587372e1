"""UniFace: the formula, its gradient, where b starts, and the authors' code."""

import math

import pytest
import torch

from losses import build
from losses.batch import Batch
from tests.losses.loop import assert_equal, cosines

MARGINS = pytest.mark.parametrize("margin", [0.0, 0.4])


def in_a_loop(cos, labels, *, scale, margin, b):
    found = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        total = math.log1p(math.exp(b - scale * (row[label] - margin)))
        for k, c in enumerate(row):
            if k != label:
                total += math.log1p(math.exp(scale * c - b))
        found.append(total)
    return torch.tensor(found, dtype=torch.float64)


@MARGINS
@pytest.mark.parametrize("scale", [1.0, 7.5, 30.0, 64.0])
@pytest.mark.parametrize("moved", [0.0, 1.5])
def test_equals_the_formula(scale, margin, moved):
    cos, labels = cosines(seed=75)
    loss = build("uniface", scale=scale, margin=margin)
    with torch.no_grad():
        next(loss.parameters()).fill_(moved)
    expected = in_a_loop(cos, labels, scale=scale, margin=margin, b=math.log(70) + moved)
    assert_equal(loss(cos, labels), expected)


def test_the_gradient_counts_the_wrong_decisions():
    """s times the probability of a wrong decision for each class, and their balance for b."""
    cos, labels = cosines(seed=76)
    loss = build("uniface", scale=6.0)
    cos.requires_grad_()
    grad, of_b = torch.autograd.grad(loss(cos, labels).sum(), (cos, next(loss.parameters())))
    balance = 0.0
    for i, label in enumerate(labels.tolist()):
        for k, c in enumerate(cos[i].tolist()):
            logit = 6 * (c - 0.4 if k == label else c) - math.log(70)
            wrong = 1 / (1 + math.exp(logit if k == label else -logit))
            expected = 6 * wrong * (-1 if k == label else 1)
            assert grad[i, k].item() == pytest.approx(expected, rel=1e-10)
            balance += wrong if k == label else -wrong
    assert of_b.item() == pytest.approx(balance, rel=1e-5)


def test_at_the_start_rivals_at_a_right_angle_count_for_a_tenth_together():
    cos = torch.zeros(1, 2001, dtype=torch.float64)
    terms = build("uniface").terms(Batch(cos, torch.tensor([0])))
    assert terms.p_BC[0, 1:].sum().item() == pytest.approx(0.1, rel=1e-3)


@MARGINS
def test_the_authors_code_clamps_its_exponents(margin):
    """log(1 + exp(-clamp(s (cos - m) - b))) and log(1 + exp(clamp(s cos - b))), -s to s."""
    cos, labels = cosines(seed=77)
    s, b = 64.0, math.log(7 * 1.0 * 10)
    theirs = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        total = 0.0
        for k, c in enumerate(row):
            z = s * (c - margin) - b if k == label else s * c - b
            z = min(max(z, -s), s)
            total += math.log(1 + math.exp(-z if k == label else z))
        theirs.append(total)
    ours = build("uniface", margin=margin)(cos, labels)
    own = cos.gather(1, labels[:, None]).squeeze(1)
    inside = (s * (own - margin) - b >= -s) & (s * cos.amax(1) - b <= s)
    beyond = ~inside
    theirs = torch.tensor(theirs, dtype=torch.float64)
    # exp(-64) instead of less: nothing to 1e-10
    assert_equal(ours[inside], theirs[inside])
    assert inside.any()
    assert (ours[beyond] > theirs[beyond]).all()
