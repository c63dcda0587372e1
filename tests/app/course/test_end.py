"""The end of a lesson leads on, and says what comes back."""

from __future__ import annotations

from itertools import pairwise

from app.course.end import comes_back, way_on
from lessons.course import COURSE


def test_the_next_lesson_is_the_next_that_there_is() -> None:
    numbers = [place.number for place in COURSE.places if place.slug]
    for number, later in pairwise(numbers):
        onward = way_on(COURSE, number)
        assert onward
        assert onward.number == later
    assert way_on(COURSE, numbers[-1]) is None


def test_questions_come_back_one_and_three_lessons_later() -> None:
    numbers = {place.number for place in COURSE.places if place.slug}
    for number in numbers:
        assert comes_back(COURSE, number) == [
            later for later in (number + 1, number + 3) if later in numbers
        ]
