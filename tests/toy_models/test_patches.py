"""Gathered patches: what a convolution sees, and its gradient."""

import pytest
import torch
import torch.nn.functional as F

from toy_models.patches import patches


@pytest.mark.parametrize("size", [(8, 8), (7, 5), (1, 2)])
def test_a_product_with_patches_is_a_convolution(size: tuple[int, int]) -> None:
    draw = torch.Generator().manual_seed(0)
    images = torch.randn(3, 4, *size, 2, generator=draw, dtype=torch.float64, requires_grad=True)
    kernels = torch.randn(3, 5, 2, 3, 3, generator=draw, dtype=torch.float64)
    products = patches(images) @ kernels.permute(0, 3, 4, 2, 1).flatten(1, 3)
    expected = torch.stack(
        [
            F.conv2d(image.permute(0, 3, 1, 2), kernel, stride=2, padding=1)
            for image, kernel in zip(images, kernels, strict=True)
        ]
    ).permute(0, 1, 3, 4, 2)
    torch.testing.assert_close(products.view(expected.shape), expected)
    weights = torch.randn(products.shape, generator=draw, dtype=torch.float64)
    (gradient,) = torch.autograd.grad((products * weights).sum(), images, retain_graph=True)
    (of_convolution,) = torch.autograd.grad((expected * weights.view(expected.shape)).sum(), images)
    torch.testing.assert_close(gradient, of_convolution)


def test_gradcheck() -> None:
    images = torch.randn(2, 1, 4, 3, 2, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(patches, images)
