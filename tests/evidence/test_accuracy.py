"""Closed-set measures against loops over samples and classes."""

import math

import numpy as np
import pytest

from evidence.accuracy import accuracy, predictions


def scene(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features and weights of very different lengths, and labels that miss one class."""
    draw = np.random.default_rng(seed)
    features = draw.normal(size=(50, 3)) * draw.uniform(0.01, 100, (50, 1))
    weights = draw.normal(size=(6, 3)) * draw.uniform(0.01, 100, (6, 1))
    return features, weights, draw.integers(0, 5, 50)


def nearest_by_loop(features: np.ndarray, weights: np.ndarray) -> list[int]:
    nearest = []
    for x in features.tolist():
        cosines = [
            sum(a * b for a, b in zip(x, w, strict=True)) / math.hypot(*x) / math.hypot(*w)
            for w in weights.tolist()
        ]
        nearest.append(cosines.index(max(cosines)))
    return nearest


@pytest.mark.parametrize("seed", range(3))
def test_predictions_are_the_nearest_in_angle(seed: int) -> None:
    features, weights, _ = scene(seed)
    assert predictions(features, weights).tolist() == nearest_by_loop(features, weights)


@pytest.mark.parametrize("seed", range(3))
def test_accuracy_is_the_share_of_right_predictions(seed: int) -> None:
    features, weights, labels = scene(seed)
    pairs = zip(nearest_by_loop(features, weights), labels.tolist(), strict=True)
    assert accuracy(features, weights, labels) == sum(a == b for a, b in pairs) / 50
