"""Widgets of the Playground stand in the address, and a link restores them."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from app.controls.binding import BOUND

    st.slider("loud", 0, 10, 3, key="loud", **BOUND)


def test_the_address_sets_the_widget() -> None:
    shown = AppTest.from_function(page)
    shown.query_params["loud"] = "7"
    shown.run()
    assert not shown.exception
    assert shown.slider(key="loud").value == 7


@pytest.mark.parametrize("nonsense", ["70", "x", ""])
def test_nonsense_in_the_address_leaves_the_default(nonsense: str) -> None:
    shown = AppTest.from_function(page)
    shown.query_params["loud"] = nonsense
    shown.run()
    assert not shown.exception
    assert shown.slider(key="loud").value == 3
