"""The stacked class weights against plain loops over single ones, in float64."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from toy_models.classifier import StackedClassifier

COPIES = 3


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def shaken(classifier: Any) -> Any:
    """The class weights in float64, those of every copy different."""
    classifier = classifier.double()
    with torch.no_grad():
        noise = torch.randn(
            classifier.weight_LCD.shape, generator=generator(7), dtype=torch.float64
        )
        classifier.weight_LCD += 0.3 * noise
    return classifier


def inputs(*shape: int) -> Tensor:
    return torch.randn(shape, generator=generator(1), dtype=torch.float64)


def test_classifier_gives_cosines_and_norms() -> None:
    classifier = shaken(StackedClassifier(5, 3, [True] * COPIES, generator()))
    features = inputs(COPIES, 6, 3)
    cos, norms = classifier(features)
    for copy in range(COPIES):
        for b in range(6):
            x = features[copy, b]
            torch.testing.assert_close(norms[copy, b], x.dot(x).sqrt())
            for k in range(5):
                w = classifier.weight_LCD[copy, k]
                expected = x.dot(w) / (x.dot(x) * w.dot(w)).sqrt()
                torch.testing.assert_close(cos[copy, b, k], expected)


def test_lengths_change_no_cosine() -> None:
    classifier = shaken(StackedClassifier(5, 3, [True, False], generator()))
    features = inputs(2, 6, 3)
    before, _ = classifier(features)
    sizes = torch.linspace(0.1, 9, 6, dtype=torch.float64).view(6, 1)
    with torch.no_grad():
        classifier.weight_LCD *= torch.linspace(0.2, 7, 5, dtype=torch.float64).view(5, 1)
    after, _ = classifier(features * sizes)
    torch.testing.assert_close(after[0], before[0])
    assert (after[1] - before[1]).abs().max() > 1


def test_inner_products_and_cosines_side_by_side() -> None:
    classifier = shaken(StackedClassifier(5, 3, [True, False, True], generator()))
    features = inputs(3, 6, 3)
    fed, _ = classifier(features)
    products = features @ classifier.weight_LCD.mT
    torch.testing.assert_close(fed[1], products[1])
    cosines = F.normalize(features, dim=-1) @ F.normalize(classifier.weight_LCD, dim=-1).mT
    torch.testing.assert_close(fed[::2], cosines[::2])


def test_class_weights_start_equal_and_with_length_1() -> None:
    weights = StackedClassifier(9, 4, [True, False], generator()).weight_LCD
    torch.testing.assert_close(weights.norm(dim=-1), torch.ones(2, 9))
    torch.testing.assert_close(weights[0], weights[1], rtol=0, atol=0)


def test_a_feature_of_length_0_has_cosine_0_and_a_finite_slope() -> None:
    classifier = StackedClassifier(5, 3, [True], generator())
    features = torch.zeros(1, 2, 3, requires_grad=True)
    cos, _ = classifier(features)
    assert (cos == 0).all()
    cos.sum().backward()
    assert torch.isfinite(features.grad).all()  # type: ignore[arg-type]


def test_a_class_is_compared_by_its_nearest_centre() -> None:
    classifier = shaken(StackedClassifier(4, 3, [True, True, False], generator(), None, [3, 1, 2]))
    assert classifier.weight_LCD.shape == (3, 4 * 3, 3)
    features = inputs(3, 6, 3).requires_grad_()
    taken, _ = classifier(features)
    weights = classifier.weights()
    assert [weight.shape for weight in weights] == [(4, 3, 3), (4, 1, 3), (4, 2, 3)]
    for loss, weight_CSD in enumerate(weights):
        for b in range(6):
            x = features[loss, b]
            for k in range(4):
                found = [
                    x.dot(w) / (1 if loss == 2 else x.norm() * w.norm()) for w in weight_CSD[k]
                ]
                torch.testing.assert_close(taken[loss, b, k], max(found))
    taken.sum().backward()
    moved = classifier.weight_LCD.grad.unflatten(1, (4, 3)).abs().sum((1, 3)) > 0
    assert moved.tolist() == [[True] * 3, [True, False, False], [True, True, False]]


def test_the_first_centre_is_that_of_a_classifier_with_one() -> None:
    one = StackedClassifier(5, 3, [True], generator()).weight_LCD
    several = StackedClassifier(5, 3, [True], generator(), None, [3]).weights()[0]
    assert torch.equal(several[:, 0], one[0])
    torch.testing.assert_close(several.norm(dim=-1), torch.ones(5, 3))
    start = torch.eye(3)
    started = StackedClassifier(3, 3, [True], generator(), start, [2]).weights()[0]
    assert torch.equal(started[:, 0], start)
    assert not torch.equal(started[:, 1], start)
