"""Presenter mode on a page: the style, the session that remembers it, the keys it hears."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.patience import SECONDS


def page() -> None:
    import streamlit as st

    from app.presenter.show import check_names, keys, place_for_names, present, presenting

    asked = present()
    place = place_for_names(asked)
    st.button("Train", key="train")
    if place is not None:
        check_names(asked, place, {"t"})
    keys({"ArrowRight": "train"})
    st.text(f"presenting: {presenting()}")


def opened(**address: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=SECONDS)
    test.query_params = dict(address)
    test.run()
    assert not test.exception
    return test


def style(test: AppTest) -> str:
    return " ".join(part.proto.body for part in test.get("html"))


def heard(test: AppTest) -> dict[str, Any]:
    (component,) = test.get("bidi_component")
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def test_a_page_is_as_it_is_without_an_address() -> None:
    test = opened()
    assert style(test) == ""
    assert heard(test) == {
        "presses": {"ArrowRight": "train"}, "blank": [], "hiding": False, "open": [],
    }  # fmt: skip
    assert test.text[0].value == "presenting: False"


def test_the_words_grow_and_the_screen_can_be_blanked() -> None:
    test = opened(present="true")
    assert "html { font-size: 140% !important; }" in style(test)
    assert heard(test)["blank"] == ["b", "."]
    assert heard(test)["hiding"] is True


def test_presenting_lasts_until_an_address_ends_it() -> None:
    test = opened(present="true")
    test.query_params.clear()
    test.run()
    assert test.text[0].value == "presenting: True"
    test.query_params["present"] = "false"
    test.run()
    assert test.text[0].value == "presenting: False"


def test_what_alone_is_shown_is_unfolded() -> None:
    test = opened(only="t,train,<b>")
    assert heard(test)["open"] == ["t", "train"]
    assert ":not(.st-key-t):not(.st-key-train)" in style(test)


def test_what_is_asked_to_be_hidden_is() -> None:
    assert ".st-key-train { display: none !important; }" in style(opened(hide="train"))


@pytest.mark.parametrize("hostile", ["<script>", "x}y{"])
def test_a_hostile_address_gets_a_sentence_and_nothing_else(hostile: str) -> None:
    test = opened(hide=hostile, present=hostile)
    (warning,) = test.warning
    assert "names no control" in warning.value
    assert hostile not in warning.value + style(test)
    assert test.text[0].value == "presenting: False"


def test_what_the_page_has_drawn_or_may_draw_later_is_known() -> None:
    assert not opened(only="train,t", hide="train").warning
    (warning,) = opened(only="train,x").warning
    assert warning.value == "No control on this page is called `x`."
