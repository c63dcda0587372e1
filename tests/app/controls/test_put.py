"""Values that are put into widgets: all of them arrive, or wait until they can."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.patience import SECONDS


def script() -> None:
    import streamlit as st

    from app.controls.put import all_widgets, put_values, value_of

    state = st.session_state
    with all_widgets():
        first = st.slider("first", 0, 9, 1, key="first")
        if state.pop("interrupted", False):
            state.held = value_of("second")
            st.stop()  # as when the browser asks for another run
        second = st.slider("second", 0, 9, 1, key="second")
    st.text(f"{first} {second} {value_of('second')}")
    st.button("put", key="put-it", on_click=put_values, args=({"first": 5, "second": 7},))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS).run()


def test_a_run_that_is_interrupted_mixes_nothing(page: AppTest) -> None:
    page.session_state["interrupted"] = True
    page.button(key="put-it").click().run()
    assert not page.text
    assert page.session_state["held"] == 7
    page.session_state["second"] = 1  # the browser's value comes back
    page.run()
    assert page.text[0].value == "5 7 7"


def test_what_has_arrived_is_the_readers(page: AppTest) -> None:
    page.button(key="put-it").click().run()
    assert page.text[0].value == "5 7 7"
    page.slider(key="second").set_value(2).run()
    assert page.text[0].value == "5 2 2"
