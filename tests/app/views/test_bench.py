"""The heading and the bench: one first heading, and places for the stage and what is beside it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from app.views.bench import STYLE
from tests.patience import SECONDS


def script() -> None:
    from app.views.bench import bench, head

    head("A one-line sentence.").button("at the right")
    place, _, beside = bench()
    place.write("the stage")
    beside.write("beside it")


def test_the_sentence_is_the_heading_of_the_page() -> None:
    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    assert [title.value for title in page.title] == ["A one\u2011line sentence."]
    assert [text.value for text in page.markdown] == ["the stage", "beside it"]


def test_the_stage_has_its_height_from_the_first_paint() -> None:
    assert "min-height: 85vh" in STYLE
