"""The overview: ten questions in their order, and one button for each lesson that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lessons.course import COURSE, Course


def page(course: object) -> None:
    from app.course.overview import overview

    overview(course)


def opened(course: Course) -> AppTest:
    test = AppTest.from_function(page, kwargs={"course": course}, default_timeout=60).run()
    assert not test.exception
    return test


def test_the_questions_are_in_order_and_only_what_exists_can_be_opened() -> None:
    test = opened(COURSE)
    lines = [part.value for part in test.markdown if ". " in part.value]
    for place, line in zip(COURSE.places, lines, strict=True):
        assert f"**{place.number}. {place.question}**" in line
        assert line.startswith(":gray[") == (place.slug is None)
    assert [button.key for button in test.button] == [
        f"open-{place.slug}" for place in COURSE.places if place.slug
    ]
    test.button(key="open-sv_softmax").click().run()
    assert test.query_params["lesson"] == "sv_softmax"


def test_a_folder_with_a_narrative_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path.parent)
    (tmp_path / "widths").mkdir()
    (tmp_path / "widths" / "narrative.md").write_text(
        '+++\nnumber = 3\ntitle = "How wide? the margin"\nminutes = 7\n+++\n'
    )
    test = opened(Course(tmp_path.name))
    assert [button.key for button in test.button] == ["open-widths"]
    assert "**3. How wide?** The margin · 7 minutes" in [part.value for part in test.markdown]
