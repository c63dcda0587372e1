"""So many classes 60 degrees apart: the arrangements that can be written down in a line."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lessons.room.kissing import CLASSES, FEATURES
from toy_models.packing import centres, nearest_angle, polygon


def roots(dimension: int) -> np.ndarray:
    """All directions with two entries that are not 0, each 1 or -1."""
    rows = []
    for i, j in itertools.combinations(range(dimension), 2):
        for signs in itertools.product((1, -1), repeat=2):
            row = np.zeros(dimension)
            row[[i, j]] = signs
            rows.append(row)
    return np.array(rows)


def of_e8() -> np.ndarray:
    """Those, and all of halves with an even number of minuses."""
    halves = np.array([
        signs for signs in itertools.product((0.5, -0.5), repeat=8) if np.prod(signs) > 0
    ])  # fmt: skip
    return np.vstack([roots(8), halves])


@pytest.mark.parametrize(
    ("features", "found"),
    [(2, polygon(6)), (3, centres(12, 3)), (4, roots(4)), (8, of_e8())],
    ids=["hexagon", "icosahedron", "24-cell", "E8"],
)
def test_so_many_are_60_degrees_apart(features: int, found: np.ndarray) -> None:
    assert len(found) == CLASSES[FEATURES.index(features)]
    assert found.shape[1] == features
    unit = found / np.linalg.norm(found, axis=1, keepdims=True)
    assert np.degrees(nearest_angle(unit)) >= 60 - 1e-6


def test_thirteen_on_the_sphere_are_not() -> None:
    assert np.degrees(nearest_angle(centres(13, 3))) < 60
