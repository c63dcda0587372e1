"""The stage on a page: what it is told, and what it tells."""

import json

from streamlit.testing.v1 import AppTest

from app.stage.routes import FILES_URL, PLOTLY_URL, RUNS_URL, offers
from tests.app.runs import flat


def page() -> None:
    import streamlit as st

    from app.stage.component import stage
    from tests.app.runs import flat

    st.write(stage(flat(), key="here"))


def test_the_stage_is_told_where_its_run_and_files_are() -> None:
    shown = AppTest.from_function(page, default_timeout=60).run()
    assert not shown.exception
    (component,) = shown.get("bidi_component")
    told = json.loads(component.proto.json)
    assert offers.find(told["run"].removeprefix(f"{RUNS_URL}/")) is flat()
    assert told["script"] == f"{FILES_URL}/stage.js"
    assert told["plotly"] == PLOTLY_URL
    assert told["key"] == "here"


def test_nothing_is_chosen_at_first() -> None:
    shown = AppTest.from_function(page, default_timeout=60).run()
    assert json.loads(shown.json[0].value) == []
