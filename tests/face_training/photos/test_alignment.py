"""The similarity against the general closed form, and a face that comes to lie where it should."""

import cv2
import numpy as np
import pytest

from face_training.photos.alignment import TEMPLATE_52, align, similarity
from face_training.photos.photo import resized


def umeyama(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Umeyama's Eq. 40 to 42 by singular values."""
    a, b = source - source.mean(0), target - target.mean(0)
    u, d, vt = np.linalg.svd(b.T @ a / len(a))
    sign = np.diag([1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    turn = u @ sign @ vt
    scale = (d * np.diag(sign)).sum() / a.var(0).sum()
    return np.column_stack([scale * turn, target.mean(0) - scale * turn @ source.mean(0)])


@pytest.mark.parametrize("seed", range(5))
def test_umeyamas_closed_form(seed: int) -> None:
    points = TEMPLATE_52 * 3 + np.random.default_rng(seed).normal(0, 20, (5, 2))
    np.testing.assert_allclose(similarity(points), umeyama(points, TEMPLATE_52), atol=1e-9)


def test_points_that_are_only_moved_come_back() -> None:
    cos, sin = 2 * np.cos(0.3), 2 * np.sin(0.3)
    moved = TEMPLATE_52 @ np.array([[cos, sin], [-sin, cos]]) + np.array([50, -7])
    matrix = similarity(moved)
    np.testing.assert_allclose(moved @ matrix[:, :2].T + matrix[:, 2], TEMPLATE_52, atol=1e-9)


def test_a_marked_face_comes_to_the_template() -> None:
    photo = np.zeros((400, 500, 3), np.uint8)
    angle = 0.4
    turn = 2.5 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = TEMPLATE_52 @ turn.T + np.array([150, 60])
    for x, y in points:
        cv2.circle(photo, (round(x), round(y)), 6, (255, 255, 255), -1)
    face = align(photo, points)
    assert face.shape == (112, 112, 3)
    for x, y in TEMPLATE_52:
        assert face[round(y), round(x)].min() > 200
    assert face[:30].max() == 0


def test_beyond_the_photograph_it_is_black() -> None:
    face = align(np.full((60, 60, 3), 255, np.uint8), TEMPLATE_52 - np.array([40, 0]))
    assert face[:, -1].max() == 0
    assert face[20, 50].min() == 255


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (np.ones((5, 2)), r"^Landmarks are all in one place\.$"),
        (np.full((5, 2), np.nan), r"^Landmarks are five pairs of finite numbers, x and y\.$"),
        (TEMPLATE_52[:4], r"^Landmarks are five pairs of finite numbers, x and y\.$"),
    ],
)
def test_no_landmarks_are_refused(points: np.ndarray, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        similarity(points)


@pytest.mark.parametrize("side", [56, 224])
def test_another_size_is_the_same_crop(side: int) -> None:
    y, x = np.mgrid[:300, :300]
    smooth = np.stack([x, y, (x + y) / 2], axis=2) * 0.8
    pixels_HW3 = smooth.astype(np.uint8)
    points_52 = TEMPLATE_52 * 1.5 + 60
    small = resized(align(pixels_HW3, points_52), side).astype(float)
    found = align(pixels_HW3, points_52, side).astype(float)
    inside = slice(side // 14, -side // 14)
    assert np.abs(small - found)[inside, inside].max() <= 2
