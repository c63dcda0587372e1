"""The overview: ten questions in their order, and one button for each lesson that exists."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from lessons.course import COURSE


def page() -> None:
    from app.course.overview import overview

    overview()


def test_the_questions_are_in_order_and_only_what_exists_can_be_opened() -> None:
    test = AppTest.from_function(page, default_timeout=60).run()
    assert not test.exception
    lines = [part.value for part in test.markdown if ". " in part.value]
    for place, line in zip(COURSE, lines, strict=True):
        assert f"**{place.number}. {place.question}**" in line
        assert line.startswith(":gray[") == (place.slug is None)
    assert [button.key for button in test.button] == [
        f"open-{place.slug}" for place in COURSE if place.slug
    ]
    test.button(key="open-sv_softmax").click().run()
    assert test.query_params["lesson"] == "sv_softmax"
