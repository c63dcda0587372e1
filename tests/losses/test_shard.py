"""A shard of the classes; real processes are tested with the head of face training."""

import pytest
import torch

from losses import LOSSES, build
from losses.batch import Batch
from losses.cosines import Pieces
from losses.shard import Shard, replace_target
from tests.losses.loop import cosines


def alone(values):
    return values


def test_sums_are_joined_in_the_log_domain():
    here = torch.tensor([400.0, -3.0, torch.finfo(torch.float64).min], dtype=torch.float64)
    there = torch.tensor([399.0, -3.0, 2.0], dtype=torch.float64)
    largest = torch.maximum(here, there)
    shard = Shard(
        here_B=torch.zeros(3, dtype=torch.bool),
        classes=9,
        add=lambda sum_B: sum_B + torch.exp(there - largest),
        largest=lambda log_B: torch.maximum(log_B, there),
        alike=alone,
        beside=alone,
    )
    here.requires_grad_()
    joined = shard.log_sum_exp(here)
    torch.testing.assert_close(joined, torch.logaddexp(here, there), rtol=1e-14, atol=0)
    (grad,) = torch.autograd.grad(joined.sum(), here)
    torch.testing.assert_close(grad, torch.sigmoid(here - there).detach(), rtol=1e-12, atol=0)


def test_a_target_that_is_elsewhere_is_not_replaced():
    values = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    columns, here = torch.tensor([1, 0]), torch.tensor([True, False])
    assert replace_target(values, columns, here, 9.0).tolist() == [[1, 9], [3, 4]]
    assert replace_target(values, columns, None, 9.0).tolist() == [[1, 9], [9, 4]]
    each = torch.tensor([8.0, 9.0])
    assert replace_target(values, columns, here, each).tolist() == [[1, 8], [3, 4]]
    assert replace_target(values, columns, None, each).tolist() == [[1, 8], [9, 4]]
    empty = values[:, :0]
    assert replace_target(empty, columns, here, 9.0).shape == (2, 0)


@pytest.mark.parametrize("name", list(LOSSES))
def test_a_shard_of_all_classes_is_the_whole(name):
    cos, labels = cosines(seed=21)
    norms = torch.tensor([5.0, 12, 30, 60, 100, 140], dtype=torch.float64)
    whole = build(name)
    expected = whole(cos.requires_grad_(), labels, norms_B=norms)
    (grad,) = torch.autograd.grad(expected.sum(), cos)

    loss = build(name)
    everywhere = torch.ones(len(labels), dtype=torch.bool)
    shard = Shard(everywhere, cos.shape[1], add=alone, largest=alone, alike=alone, beside=alone)
    cos_y = cos.gather(1, labels.unsqueeze(1)).squeeze(1)
    batch = Batch(cos, labels, norms, cos_y, shard)
    loss.observe(batch)
    found = loss.terms(batch).loss_B
    torch.testing.assert_close(found, expected, rtol=1e-13, atol=1e-14)
    (shard_grad,) = torch.autograd.grad(found.sum(), cos)
    torch.testing.assert_close(shard_grad, grad, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("splitting", [0, 2**19])
def test_a_shard_without_classes_is_finite(splitting):
    cos_y = torch.tensor([0.3, 0.5], dtype=torch.float64, requires_grad=True)
    rest = torch.tensor([1.0, 2.0], dtype=torch.float64)
    shard = Shard(
        here_B=torch.zeros(2, dtype=torch.bool),
        classes=5,
        add=lambda sum_B: sum_B + 1,
        largest=lambda log_B: torch.maximum(log_B, rest),
        alike=alone,
        beside=alone,
    )
    cos = torch.zeros(2, 0, dtype=torch.float64, requires_grad=True)
    loss = build("sv_am_softmax", scale=4.0, margin=0.1)
    loss.pieces = Pieces(worth_splitting=splitting)
    batch = Batch(cos, torch.zeros(2, dtype=torch.long), None, cos_y, shard)
    loss_B = loss.terms(batch).loss_B
    target = 4 * (cos_y.detach() - 0.1)
    torch.testing.assert_close(loss_B, torch.log1p(torch.exp(rest - target)))
    loss_B.sum().backward()
    assert torch.isfinite(cos_y.grad).all()
