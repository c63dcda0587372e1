"""The opening's component: its question is there before its script is."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from app.opening.component import KEY
from app.opening.film import QUESTION
from tests.patience import SECONDS


def test_the_component_gets_the_scene_that_is_asked_for() -> None:
    def script() -> None:
        from app.opening.component import opening

        opening("gap")

    page = AppTest.from_function(script, default_timeout=SECONDS).run()
    assert not page.exception
    (story,) = page.get("bidi_component")
    assert story.proto.id.endswith(KEY)
    assert '"scene":"gap"' in story.proto.json.replace(" ", "")
    assert QUESTION.endswith("?")
