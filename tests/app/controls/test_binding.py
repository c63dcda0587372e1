"""Widgets of the Playground stand in the address, and a link restores them."""

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.binding import BOUND, QUIET


def page() -> None:
    import streamlit as st

    from app.controls.binding import BOUND, QUIET

    st.slider("loud", 0, 10, 3, key="loud", **BOUND)
    st.slider("quiet", 0, 10, 3, key="quiet", **QUIET)


@pytest.mark.parametrize("key", ["loud", "quiet"])
def test_the_address_sets_the_widget(key: str) -> None:
    shown = AppTest.from_function(page)
    shown.query_params[key] = "7"
    shown.run()
    assert not shown.exception
    assert shown.slider(key=key).value == 7


@pytest.mark.parametrize("nonsense", ["70", "x", ""])
def test_nonsense_in_the_address_leaves_the_default(nonsense: str) -> None:
    shown = AppTest.from_function(page)
    shown.query_params["loud"] = nonsense
    shown.run()
    assert not shown.exception
    assert shown.slider(key="loud").value == 3


def test_a_quiet_widget_is_a_bound_one_that_reruns_nothing() -> None:
    assert {**BOUND, "on_change": "ignore"} == QUIET
