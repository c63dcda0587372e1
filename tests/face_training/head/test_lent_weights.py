"""Readers of lent weights put their gradients into one tensor, whichever of them is first."""

import torch

from face_training.head.lent_weights import LentWeights


def test_rows_that_are_read_twice_get_both_gradients():
    weight = torch.arange(12.0).view(4, 3).requires_grad_()
    lent = LentWeights(weight)
    index = torch.tensor([3, 1, 3])
    factors = torch.tensor([[1.0], [10.0], [100.0]])
    rows = lent.rows(index)
    assert torch.equal(rows, weight[index])
    ((rows + lent.rows(index)) * factors).sum().backward()
    assert weight.grad.tolist() == [[0.0] * 3, [20.0] * 3, [0.0] * 3, [202.0] * 3]


def test_a_second_backward_pass_starts_anew():
    weight = torch.ones(2, 2, requires_grad=True)
    lent = LentWeights(weight)
    value = lent.rows(torch.tensor([1])).sum()
    for _ in range(2):
        (gradient,) = torch.autograd.grad(value, weight, retain_graph=True)
        assert gradient.tolist() == [[0.0, 0.0], [1.0, 1.0]]


def test_without_a_gradient_nothing_is_kept():
    weight = torch.ones(2, 2)
    rows = LentWeights(weight).rows(torch.tensor([0]))
    assert not rows.requires_grad
