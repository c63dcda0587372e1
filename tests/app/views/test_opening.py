"""The opening's page, without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def test_the_question_is_the_title() -> None:
    def script() -> None:
        from app.views.opening import opening

        opening()

    page = AppTest.from_function(script).run()
    assert not page.exception
    assert [title.value for title in page.title] == ["Which pictures are of the same person?"]
