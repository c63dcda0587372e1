"""The widgets: which values they can have, and how an address has them."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.widgets import (
    Multiselect,
    NumberInput,
    Segments,
    Selectbox,
    SelectSlider,
    Slider,
    Toggle,
    Widget,
)
from tests.patience import SECONDS

TITLES = {1: "One", 2: "Two"}


@pytest.mark.parametrize(
    ("widget", "value", "texts"),
    [
        (Slider(1.0, 9.0, 0.5), 2.0, ["2"]),
        (Slider(1.0, 9.0, 0.5), 2.25, ["2.25"]),
        (NumberInput(0, 9999), 77, ["77"]),
        (SelectSlider((0.0005, 0.1)), 0.0005, ["0.0005"]),
        (Toggle(), True, ["true"]),
        (Segments(TITLES), 2, ["Two"]),
        (Selectbox(TITLES), 1, ["One"]),
        (Multiselect(TITLES, 2), [2, 1], ["Two", "One"]),
        (Multiselect(TITLES, 2), [], []),
    ],
    ids=repr,
)
def test_an_address_has_numbers_and_titles(widget: Widget, value: Any, texts: list[str]) -> None:
    assert widget.allows(value)
    assert widget.texts(value) == texts


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (Slider(1.0, 9.0, 0.5), 0.99),
        (Slider(1.0, 9.0, 0.5), float("nan")),
        (NumberInput(0, 9999), -1),
        (NumberInput(0, 9999), 10_000),
        (SelectSlider((0.0005, 0.1)), 0.001),
        (Toggle(), "true"),
        (Segments(TITLES), 3),
        (Selectbox(TITLES), "One"),
        (Multiselect(TITLES, 2), [1, 1]),
        (Multiselect(TITLES, 1), [1, 2]),
        (Multiselect(TITLES, 2), [3]),
    ],
    ids=repr,
)
def test_other_values_are_not_allowed(widget: Widget, value: Any) -> None:
    assert not widget.allows(value)


def page() -> None:
    import streamlit as st

    from app.controls.widgets import (
        Multiselect,
        NumberInput,
        Segments,
        Selectbox,
        SelectSlider,
        Slider,
        Toggle,
    )

    titles = {1: "One", 2: "Two"}
    st.session_state.held = [
        Slider(1.0, 9.0, 0.5).ask("a", 2.0),
        NumberInput(0, 9999).ask("b", 7),
        SelectSlider((16, 32)).ask("c", 32),
        Toggle().ask("d", True),
        Segments(titles).ask("e", 2),
        Selectbox(titles).ask("f", 2),
        Multiselect(titles, 2).ask("g", [2, 1]),
    ]


def test_each_draws_itself_at_its_first_value() -> None:
    shown = AppTest.from_function(page, default_timeout=SECONDS).run()
    assert not shown.exception
    assert shown.session_state.held == [2.0, 7, 32, True, 2, 2, [2, 1]]
    assert (shown.slider[0].min, shown.slider[0].max, shown.slider[0].step) == (1.0, 9.0, 0.5)
    assert shown.selectbox[0].options == ["One", "Two"]
