"""SphereFace2: the formula, its boundary, where b starts, and the authors' code."""

import math

import pytest
import torch

from losses import build
from losses.batch import Batch
from losses.sphereface2 import resting, spread
from tests.losses.loop import assert_equal, cosines


def g(c, t):
    return 2 * ((c + 1) / 2) ** t - 1


def start(classes, *, r=40.0, m=0.4, t=3.0, share=0.7):
    """The authors' first bias, as OpenSphere computes it for type C."""
    z = share / ((1 - share) * (classes - 1))
    own, other = r * (g(0, t) - m), r * (g(0, t) + m)
    root = math.sqrt((1 - z) ** 2 + 4 * z * math.exp(own - other))
    return math.log(2 * z) - other - math.log(1 - z + root)


def in_a_loop(cos, labels, *, r, m, t, share, b):
    found = []
    for row, label in zip(cos.tolist(), labels.tolist(), strict=True):
        total = share / r * math.log1p(math.exp(-(r * (g(row[label], t) - m) + b)))
        for k, c in enumerate(row):
            if k != label:
                total += (1 - share) / r * math.log1p(math.exp(r * (g(c, t) + m) + b))
        found.append(total)
    return torch.tensor(found, dtype=torch.float64)


@pytest.mark.parametrize("r", [1.0, 16.0, 40.0])
@pytest.mark.parametrize(("m", "t", "share"), [(0.4, 3.0, 0.7), (0.0, 1.0, 0.5), (0.2, 4.0, 0.9)])
def test_equals_the_paper(r, m, t, share):
    cos, labels = cosines(seed=78)
    loss = build("sphereface2", scale=r, margin=m, power=t, balance=share)
    b = start(7, r=r, m=m, t=t, share=share)
    assert_equal(loss(cos, labels), in_a_loop(cos, labels, r=r, m=m, t=t, share=share, b=b))


def test_the_authors_code_has_50_times_the_value_and_slope_1():
    """BCE with weights lw C / r (lambda or 1 - lambda), averaged over all B C decisions."""
    cos, labels = cosines(seed=79)
    cos.requires_grad_()
    rows = []
    for row, label in zip(cos, labels, strict=True):
        total = torch.zeros((), dtype=torch.float64)
        for k, c in enumerate(row):
            own = float(k == label)
            spread_c = 2 * ((c.detach() + 1) / 2) ** 3 - 1 - 0.4 * (2 * own - 1)
            logit = 40 * (c + (spread_c - c.detach())) + start(7)
            weight = 50 * 7 / 40 * (0.7 * own + 0.3 * (1 - own))
            total = total + weight * ((-logit if own else logit).exp() + 1).log()
        rows.append(total / 7)
    theirs = torch.stack(rows)
    assert_equal(50 * build("sphereface2")(cos, labels), theirs)

    (of_theirs,) = torch.autograd.grad(theirs.sum(), cos)
    (of_ours,) = torch.autograd.grad(50 * build("sphereface2")(cos, labels).sum(), cos)
    slope = 3 * ((cos.detach() + 1) / 2) ** 2  # g'
    torch.testing.assert_close(of_ours, slope * of_theirs, rtol=1e-9, atol=1e-12)


def test_b_starts_where_the_pulls_on_it_balance():
    """All cosines 0: the weight of the target's decision is that of its rivals'."""
    for classes in (3, 100, 85_742):
        b = resting(-46.0, -14.0, 0.7 / 0.3 / (classes - 1))
        target = 0.7 / (1 + math.exp(-46.0 - b))
        rivals = 0.3 * (classes - 1) / (1 + math.exp(b + 14.0))
        assert target == pytest.approx(rivals, rel=1e-9)
    cos = torch.zeros(2, 50, dtype=torch.float64)
    loss = build("sphereface2")
    (of_b,) = torch.autograd.grad(loss(cos, torch.tensor([0, 7])).mean(), list(loss.parameters()))
    assert of_b.item() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("cos_y", [-0.5, 0.3, 0.6, 0.95])
def test_a_rival_is_a_support_vector_when_its_term_exceeds_the_targets(cos_y):
    rivals = torch.linspace(-1, 1, 41, dtype=torch.float64)
    cos = torch.cat([torch.tensor([cos_y], dtype=torch.float64), rivals])[None]
    loss = build("sphereface2")
    terms = loss.terms(Batch(cos, torch.tensor([0])))
    expected = terms.guided_BC > terms.f_B
    torch.testing.assert_close(terms.support_BC[0, 1:], expected[0, 1:])


def test_the_spread_keeps_the_ends():
    assert spread(torch.tensor([-1.0, 0.0, 1.0]), 3.0).tolist() == [-1, -0.75, 1]
