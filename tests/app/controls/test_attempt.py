"""A refused action is a sentence until the next press."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from app.controls.attempt import attempt, show_problem

    def refuse() -> None:
        raise ValueError("It cannot be.")

    def count() -> None:
        st.session_state.done = st.session_state.get("done", 0) + 1

    st.button("Refused", on_click=attempt, args=(refuse,))
    st.button("Done", on_click=attempt, args=(count,))
    show_problem()


def test_a_refusal_is_shown_until_the_next_press() -> None:
    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.warning
    page.button[0].click().run()
    assert not page.exception
    assert [warning.value for warning in page.warning] == ["It cannot be."]
    page.run()
    assert len(page.warning) == 1
    page.button[1].click().run()
    assert not page.warning
    assert page.session_state.done == 1
