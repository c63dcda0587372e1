"""The bounds of the papers against arrangements, against one another, and against counting."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lessons.room.bounds import cap_share, code_bounds, cosface, counted, one_vs_rest
from toy_models.feasibility import largest_margin
from toy_models.packing import centres, simplex


def test_cosface_equation_7_is_the_room_where_it_is_exact() -> None:
    assert cosface(10, 2) == pytest.approx(0.191, abs=5e-4)
    assert cosface(8, 2) == pytest.approx(1 - math.cos(math.pi / 4))  # the paper's own example
    for classes, dimension in ((5, 2), (10, 2), (4, 3), (9, 8), (20, 64)):
        assert cosface(classes, dimension) == pytest.approx(
            largest_margin("am", classes, dimension)
        )


@pytest.mark.parametrize(("classes", "dimension"), [(5, 3), (12, 3), (20, 3), (16, 8), (20, 8)])
def test_beyond_it_the_room_stays_below_though_not_always_far_below(
    classes: int, dimension: int
) -> None:
    room = largest_margin("am", classes, dimension)
    assert room < cosface(classes, dimension)
    if classes <= 2 * dimension:
        assert room == pytest.approx(1, abs=1e-3)


def test_the_distance_to_the_hull_is_what_geometry_says() -> None:
    square = np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])
    np.testing.assert_allclose(one_vs_rest(square), 1)
    np.testing.assert_allclose(one_vs_rest(simplex(4, 3)), 4 / 3, atol=1e-6)
    line = np.array([[1.0, 0], [math.cos(1), math.sin(1)]])  # the hull of one point is the point
    np.testing.assert_allclose(one_vs_rest(line), 2 * math.sin(0.5), atol=1e-6)


@pytest.mark.parametrize(("classes", "dimension"), [(7, 2), (3, 3), (7, 3), (13, 3), (20, 3)])
def test_it_lies_between_the_room_and_the_nearest_pair_and_between_the_papers_bounds(
    classes: int, dimension: int
) -> None:
    distance = one_vs_rest(centres(classes, dimension)).min()
    room = largest_margin("am", classes, dimension)
    assert room - 1e-6 <= distance <= math.sqrt(2 * room)
    low, high = code_bounds(classes, dimension)
    assert low < room
    assert distance < high


def test_a_cap_is_a_share_of_the_surface() -> None:
    assert cap_share(math.pi / 2, 7) == pytest.approx(0.5)
    assert cap_share(0.3, 2) == pytest.approx(0.3 / math.pi)  # an arc
    assert cap_share(0.3, 3) == pytest.approx((1 - math.cos(0.3)) / 2)  # Archimedes


@pytest.mark.parametrize(("classes", "dimension"), [(10, 2), (12, 3), (20, 3), (20, 8)])
def test_counting_caps_promises_no_more_than_there_is(classes: int, dimension: int) -> None:
    angle = counted(classes, dimension)
    assert cap_share(angle, dimension) == pytest.approx(1 / classes)
    assert 1 - math.cos(angle) < largest_margin("am", classes, dimension)


def test_the_people_of_the_paper_find_room_by_far() -> None:
    angle = counted(86_876, 512)
    assert 1 - math.cos(angle) == pytest.approx(0.814, abs=1e-3)
    assert code_bounds(86_876, 512)[0] == pytest.approx(0.474, abs=1e-3)
