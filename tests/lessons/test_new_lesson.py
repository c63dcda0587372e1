"""A new lesson is its folder alone: it is found, passes the checks, and nothing else names it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lessons.course import COURSE, Course, open_lesson
from lessons.lesson import Folder, Lesson
from tests.lessons.checks import CHECKS


def test_it_is_in_the_course_beside_what_is_planned(new_course: Course) -> None:
    places = new_course.places
    assert [place.number for place in places] == list(range(1, 12))
    assert (places[-1].question, places[-1].subject) == ("How wide is a margin?", "One run")
    assert (places[-1].slug, places[-1].minutes) == ("margin_width", 2)
    assert [place.slug for place in places[:-1]] == [None] * 10


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_passes_the_checks(check: Callable[[Folder, Lesson], None], new_course: Course) -> None:
    check(new_course.folders["margin_width"], open_lesson("margin_width", new_course))


def test_its_numbers_are_in_its_text(new_course: Course) -> None:
    page, question = open_lesson("margin_width", new_course).narrative.questions
    assert page.parts[0].text.startswith("A margin of 0.2 asks ")
    folder = new_course.folders["margin_width"]
    result = folder.module("experiment").Result.load(folder.results / "result.npz")
    accuracy_S = result.accuracy_SL[:, 1]
    written = f"over 5 seeds is {accuracy_S.mean():.2f} ± {accuracy_S.std(ddof=1):.2f}."
    assert question.parts[2].text.endswith(written)


def test_the_course_of_the_app_is_another(new_course: Course) -> None:
    assert "margin_width" not in COURSE.folders
