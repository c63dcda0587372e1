"""The opening's page, without a browser."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.patience import SECONDS


def opened(**address: Any) -> AppTest:
    def script() -> None:
        from app.views.opening import opening

        opening()

    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.query_params = address
    page.run()
    assert not page.exception
    return page


def test_the_story_is_on_the_page() -> None:
    page = opened()
    (story,) = page.get("bidi_component")
    assert story.proto.id.endswith("opening")
    assert not page.warning


def test_a_scene_that_there_is_not_is_said() -> None:
    (warning,) = opened(scene="gab").warning
    assert warning.value.startswith("The opening has no scene of that name; it has question,")
