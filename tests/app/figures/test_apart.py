"""Marks of one place come apart; others stay."""

import itertools
import math

import numpy as np
import pytest

from app.figures.apart import apart


def test_marks_that_are_clear_of_others_stay() -> None:
    assert apart([(0.0, 0.0), (3.0, 0.0), (0.2, 5.0)]) == [0.0, 3.0, 0.2]
    assert apart([]) == []


def test_marks_of_one_place_stand_side_by_side_around_it() -> None:
    assert sorted(apart([(2.0, 1.0)] * 3)) == pytest.approx([1.0, 2.0, 3.0])


def test_marks_that_differ_on_the_other_axis_need_less() -> None:
    assert apart([(0.0, 0.0), (0.0, 0.8)]) == pytest.approx([-0.3, 0.3])


def test_no_mark_leaves_the_map() -> None:
    assert sorted(apart([(0.2, 0.0)] * 3, low=0.0)) == pytest.approx([0.0, 1.0, 2.0])
    assert apart([(0.5, 0.0)] * 2, low=0.4, high=0.8) == [0.4, 0.8]  # there is no room


def test_in_a_crowd_no_two_are_nearer_than_a_mark_and_their_order_is_kept() -> None:
    draw = np.random.default_rng(0)
    places = [(float(x), float(y)) for x, y in draw.uniform(0, 4, (16, 2))]
    moved = apart(places)
    stands = [(x, y) for x, (_, y) in zip(moved, places, strict=True)]
    assert min(math.dist(one, other) for one, other in itertools.combinations(stands, 2)) > 0.99
    for (one, was), (other, before) in itertools.combinations(zip(moved, places, strict=True), 2):
        if abs(was[1] - before[1]) < 1:
            assert (one < other) == (was[0] < before[0])
