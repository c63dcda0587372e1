"""The inspector on a page: it needs nothing but the key of its stage."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from app.drawing.files import file_text


def script() -> None:
    from app.inspector.component import inspector

    inspector("stage")


def test_it_follows_the_stage_with_this_key() -> None:
    page = AppTest.from_function(script).run()
    assert not page.exception
    (component,) = page.get("bidi_component")
    data = json.loads(component.proto.json)
    assert data["stage"] == "stage"
    assert data["script"].endswith("/inspector/browser/inspector.js")


def test_its_script_has_the_class_that_the_page_makes() -> None:
    assert "export class Inspector {" in file_text("inspector/browser/inspector.js")
