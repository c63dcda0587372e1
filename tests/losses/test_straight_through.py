"""The straight-through margin: the value of the margin, the gradient of none."""

import torch

from losses import build
from losses.straight_through import straight_through
from tests.losses.loop import cosines


def test_value_and_gradient():
    cos = torch.tensor([0.9, 0.2, -0.4], dtype=torch.float64, requires_grad=True)
    f = straight_through(cos**2 - 1, cos)
    torch.testing.assert_close(f, cos**2 - 1, rtol=0, atol=0)
    (grad,) = torch.autograd.grad(f.sum(), cos)
    assert grad.tolist() == [1, 1, 1]


def test_a_loss_takes_it_by_name_and_only_its_gradient_changes():
    cos, labels = cosines(seed=22)
    cos.requires_grad_()
    true, through = build("arc_softmax"), build("arc_softmax")
    through.straight_through = True
    loss_B, through_B = true(cos, labels), through(cos, labels)
    torch.testing.assert_close(through_B, loss_B, rtol=0, atol=0)
    (grad,) = torch.autograd.grad(loss_B.sum(), cos)
    (through_grad,) = torch.autograd.grad(through_B.sum(), cos)
    theta = cos.detach().gather(1, labels.unsqueeze(1)).acos()
    slope = torch.sin(theta + 0.5) / torch.sin(theta)
    inside = theta < torch.pi - 0.5
    # On the target the two differ by the margin's slope, and nowhere else.
    expected = grad.clone().scatter_(
        1, labels.unsqueeze(1), grad.gather(1, labels.unsqueeze(1)) / torch.where(inside, slope, 1)
    )
    torch.testing.assert_close(through_grad, expected)


def test_it_is_insightfaces_arcface_up_to_pi_minus_m():
    """Whose value is cos(theta + m), computed without gradient."""
    m = 0.5
    theta = torch.linspace(0.01, 3.13, 200, dtype=torch.float64)
    cos = torch.stack([theta.cos(), torch.zeros_like(theta)], 1).requires_grad_()
    labels = torch.zeros(200, dtype=torch.long)
    loss = build("arc_softmax", scale=16.0, margin=m)
    loss.straight_through = True
    theirs = cos + torch.stack([(theta + m).cos() - theta.cos(), torch.zeros_like(theta)], 1)
    theirs_B = torch.nn.functional.cross_entropy(16 * theirs, labels, reduction="none")
    ours_B = loss(cos, labels)
    (ours,), (theirs,) = (torch.autograd.grad(of.sum(), cos) for of in (ours_B, theirs_B))
    inside = theta <= torch.pi - m
    torch.testing.assert_close(ours_B[inside], theirs_B[inside])
    torch.testing.assert_close(ours[inside], theirs[inside])
    assert (ours_B[~inside][1:] > theirs_B[~inside][1:]).all()
    assert (theirs_B[~inside].diff() < 0).all()  # a worse angle costs less
    assert (ours_B.diff() > 0).all()
