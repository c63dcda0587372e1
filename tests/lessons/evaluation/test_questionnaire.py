"""The ten items: one right option each, and every wrong one reveals a misconception of a lesson."""

import pytest

from lessons.course import COURSE
from lessons.evaluation.questionnaire import items, opinions


def test_ten_items_of_the_course_with_four_options() -> None:
    lessons = {place.number for place in COURSE.places}
    assert len(items()) == 10
    assert len({item.name for item in items()}) == 10
    for item in items():
        assert len(set(item.options)) == 4
        assert item.lesson in lessons
        assert item.reveals(item.answer) == ""
        revealed = [item.reveals(letter) for letter in "abcd"]
        assert sorted(revealed) == sorted(["", *item.wrong])


def test_the_place_of_the_right_option_gives_nothing_away() -> None:
    places = [item.answer for item in items()]
    assert max(places.count(letter) for letter in "abcd") <= 4


def test_a_misconception_has_one_name() -> None:
    names = [name for item in items() for name in item.wrong]
    assert len(names) == len(set(names)) == 30


@pytest.mark.parametrize("letter", ["e", "", "ab", "A"])
def test_a_letter_without_an_option(letter: str) -> None:
    with pytest.raises(ValueError, match=f"has the options a to d, not '{letter}'"):
        items()[0].reveals(letter)


def test_opinions_are_the_published_scale() -> None:
    assert len(opinions().usability) == 10
    assert "stop at any time" in opinions().consent.lower().replace("\n", " ")
