"""The best centre of a class, and the way of its gradient, against autograd and a loop."""

import torch

from face_training.head.centres import best_centres, largest, to_centres

CLASSES, CENTRES = 4, 3
DRAW = torch.Generator().manual_seed(2)
PRODUCTS = torch.randn(5, CLASSES * CENTRES, generator=DRAW, dtype=torch.float64)
FACTOR = 0.5 + torch.rand(CLASSES, CENTRES, generator=DRAW, dtype=torch.float64)


def test_the_best_is_that_of_a_loop_over_classes_and_centres() -> None:
    found = best_centres(PRODUCTS, FACTOR)
    for sample in range(5):
        for one in range(CLASSES):
            cosines = [
                float(PRODUCTS[sample, one * CENTRES + centre] * FACTOR[one, centre])
                for centre in range(CENTRES)
            ]
            assert float(found.cos_RK[sample, one]) == max(cosines)
            assert int(found.centre_RK[sample, one]) == cosines.index(max(cosines))


def test_the_gradient_goes_to_the_best_centre_alone() -> None:
    products = PRODUCTS.clone().requires_grad_()
    pull = torch.randn(5, CLASSES, generator=DRAW, dtype=torch.float64)
    (largest(products * FACTOR.flatten(), CENTRES) * pull).sum().backward()
    found = to_centres(pull, best_centres(PRODUCTS, FACTOR).centre_RK, FACTOR)
    torch.testing.assert_close(found, products.grad, rtol=1e-14, atol=0)
    assert int((found != 0).sum()) == pull.numel()


def test_one_centre_changes_nothing() -> None:
    assert largest(PRODUCTS, 1) is PRODUCTS
