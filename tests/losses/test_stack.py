"""A stack of losses equals each loss alone, in value, gradient and state."""

import pytest
import torch

from losses import LOSSES, Stack, build

torch.manual_seed(0)
NAMES = list(LOSSES)


def stacked_batch(copies):
    generator = torch.Generator().manual_seed(1)
    cos = 2 * torch.rand(copies, 9, 5, generator=generator, dtype=torch.float64) - 1
    norms = 60 * torch.rand(copies, 9, generator=generator, dtype=torch.float64) + 5
    return cos.requires_grad_(), torch.randint(5, (9,), generator=generator), norms


def test_in_float64_the_scale_is_not_rounded():
    cos, labels, norms = stacked_batch(1)
    alone = build("am_softmax", scale=30.1)(cos[0], labels)
    together = Stack([build("am_softmax", scale=30.1)])(cos, labels, norms)
    torch.testing.assert_close(together[0], alone, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("training", [True, False])
def test_stack_equals_each_loss_alone(training):
    cos, labels, norms = stacked_batch(len(NAMES))
    stack = Stack([build(name) for name in NAMES]).train(training)
    together = stack(cos, labels, norms)
    (grad,) = torch.autograd.grad(together.sum(), cos)
    for index, name in enumerate(NAMES):
        own = cos[index].detach().requires_grad_()
        alone = build(name).train(training)
        loss = alone(own, labels, norms_B=norms[index])
        torch.testing.assert_close(together[index], loss, rtol=1e-12, atol=1e-12, msg=name)
        (own_grad,) = torch.autograd.grad(loss.sum(), own)
        torch.testing.assert_close(grad[index], own_grad, rtol=1e-9, atol=1e-11, msg=name)
        for key, value in alone.state_dict().items():
            torch.testing.assert_close(stack.losses[index].state_dict()[key], value)
