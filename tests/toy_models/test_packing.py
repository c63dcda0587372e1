"""Class weights as far apart as they can be: against formulas and published tables."""

from __future__ import annotations

import numpy as np
import pytest

from toy_models.packing import CLASSES, DIMENSIONS, centres, nearest_angle

#: Tammes' problem, degrees, as published to a hundredth.
TAMMES = {
    4: 109.471, 5: 90.0, 6: 90.0, 7: 77.870, 8: 74.859, 9: 70.529, 10: 66.147, 11: 63.435,
    12: 63.435, 13: 57.137, 14: 55.671, 15: 53.658, 16: 52.244, 17: 51.090, 18: 49.557,
    19: 47.692, 20: 47.431,
}  # fmt: skip


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("classes", CLASSES)
def test_each_is_there_with_rows_of_length_1_and_no_wider_than_can_be(
    classes: int, dimension: int
) -> None:
    points = centres(classes, dimension)
    assert points.shape == (classes, dimension)
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), 1, atol=1e-12)
    assert nearest_angle(points) <= np.arccos(-1 / (classes - 1)) + 1e-9
    if classes > dimension + 1:
        assert nearest_angle(points) <= np.pi / 2 + 1e-4


@pytest.mark.parametrize("classes", CLASSES)
def test_in_the_plane_they_are_a_regular_polygon(classes: int) -> None:
    assert nearest_angle(centres(classes, 2)) == pytest.approx(2 * np.pi / classes)


@pytest.mark.parametrize(("classes", "degrees"), TAMMES.items())
def test_in_space_they_are_as_wide_as_published(classes: int, degrees: float) -> None:
    assert np.degrees(nearest_angle(centres(classes, 3))) == pytest.approx(degrees, abs=0.01)


@pytest.mark.parametrize("classes", range(10, 17))
def test_up_to_twice_the_dimension_a_right_angle_is_possible(classes: int) -> None:
    assert np.degrees(nearest_angle(centres(classes, 8))) == pytest.approx(90, abs=0.01)


@pytest.mark.parametrize(("classes", "dimension"), [(1, 2), (21, 2), (10, 4), (10, 512)])
def test_others_are_not_known(classes: int, dimension: int) -> None:
    with pytest.raises(ValueError, match="known for 2 to 20 classes in 2, 3, 8, 64 dimensions"):
        centres(classes, dimension)
