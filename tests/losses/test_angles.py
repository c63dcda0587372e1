"""The guarded sine and angle."""

import torch

from losses.angles import angle, sine, sloped_ends


def test_inside_they_are_the_plain_functions():
    cos = torch.linspace(-0.9999, 0.9999, 1001, dtype=torch.float64)
    torch.testing.assert_close(sine(cos), (1 - cos**2).sqrt())
    torch.testing.assert_close(angle(cos), cos.acos())


def test_the_ends_are_exact_and_flat():
    for dtype in (torch.float32, torch.float64):
        cos = torch.tensor([-1.0, 1.0], dtype=dtype, requires_grad=True)
        torch.testing.assert_close(
            angle(cos), torch.tensor([torch.pi, 0], dtype=dtype), rtol=0, atol=0
        )
        torch.testing.assert_close(sine(cos), torch.zeros(2, dtype=dtype), rtol=0, atol=0)
        (slope,) = torch.autograd.grad((sine(cos) + angle(cos)).sum(), cos)
        torch.testing.assert_close(slope, torch.zeros(2, dtype=dtype), rtol=0, atol=0)


def test_gradients_inside():
    cos = torch.linspace(-0.99, 0.99, 9, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(sine, cos)
    assert torch.autograd.gradcheck(angle, cos)


def test_a_smooth_function_gets_its_slope_back_at_the_ends():
    for dtype in (torch.float32, torch.float64):
        cos = torch.tensor([-1.0, -0.5, 1.0], dtype=dtype, requires_grad=True)
        added = sloped_ends(cos, 2.25, 0.1)
        assert added.tolist() == [0, 0, 0]
        (slope,) = torch.autograd.grad(added.sum(), cos)
        torch.testing.assert_close(slope, torch.tensor([0.1, 0, 2.25], dtype=dtype))
