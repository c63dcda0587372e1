"""The overview: ten questions in their order, and one button for each lesson that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lessons.course import COURSE, Course
from tests.patience import SECONDS


def page(course: object) -> None:
    from app.course.overview import overview

    overview(course)


def opened(course: Course) -> AppTest:
    test = AppTest.from_function(page, kwargs={"course": course}, default_timeout=SECONDS).run()
    assert not test.exception
    return test


def cards(test: AppTest) -> list[str]:
    """The HTML of each card."""
    return [part.proto.body for part in test.get("html") if 'class="place' in part.proto.body]


def opening(test: AppTest) -> list[str]:
    """The keys of the buttons that open a lesson."""
    return [key for button in test.button if (key := str(button.key)) != "open-as-lecturer"]


def test_the_questions_are_in_order_and_only_what_exists_can_be_opened() -> None:
    test = opened(COURSE)
    for place, card in zip(COURSE.places, cards(test), strict=True):
        assert f"<h2>{place.question}</h2>" in card
        assert "<img" in card
        assert ("planned" in card) == (place.slug is None)
    assert opening(test) == [f"open-{place.slug}" for place in COURSE.places if place.slug]
    test.button(key="open-sv_softmax").click().run()
    assert test.query_params["lesson"] == "sv_softmax"


def test_a_lesson_that_was_begun_goes_on_where_it_was() -> None:
    test = AppTest.from_function(page, kwargs={"course": COURSE}, default_timeout=SECONDS)
    test.session_state["course-plain"] = {"sv_softmax": {"seen": ["1.page", "2.predict"]}}
    test.run()
    button = test.button(key="open-sv_softmax")
    assert button.label == "Go on"
    button.click().run()
    assert test.query_params["at"] == "2.predict"


def test_a_lecturer_begins_in_presenter_mode() -> None:
    test = opened(COURSE)
    test.button(key="open-as-lecturer").click().run()
    assert test.query_params["present"] == "true"
    assert test.query_params["lesson"] == next(place.slug for place in COURSE.places if place.slug)


def test_a_folder_with_a_narrative_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path.parent)
    (tmp_path / "widths").mkdir()
    (tmp_path / "widths" / "narrative.md").write_text(
        '+++\nnumber = 3\ntitle = "How wide? the margin"\nminutes = 7\n+++\n'
    )
    test = opened(Course(tmp_path.name))
    assert opening(test) == ["open-widths"]
    assert "<p>The margin · 7 minutes</p>" in " ".join(cards(test))
