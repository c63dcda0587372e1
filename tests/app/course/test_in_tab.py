"""What a page keeps in its tab: nothing is written before it was read, and it comes back once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.patience import SECONDS


def page(kept: str | None) -> None:
    from types import SimpleNamespace

    import streamlit as st

    from app.course.in_tab import in_tab

    def browser(data: dict[str, object], **_: object) -> SimpleNamespace:
        st.json(data)
        return SimpleNamespace(kept=kept)

    st.text(str(in_tab("page", {"a": "因"}, browser)))
    st.button("again", key="again")


def opened(kept: str | None) -> AppTest:
    test = AppTest.from_function(page, args=(kept,), default_timeout=SECONDS).run()
    assert not test.exception
    return test


def keep(test: AppTest) -> Any:
    return json.loads(test.json[0].value)["keep"]


def test_it_reads_before_it_writes_and_brings_back_once() -> None:
    test = opened('{"a": "1", "b": 2}')
    assert (test.text[0].value, keep(test)) == ("{'a': '1'}", None)
    test.button(key="again").click().run()
    assert (test.text[0].value, keep(test)) == ("{}", '{"a": "因"}')


@pytest.mark.parametrize("kept", [None, "", "{", "[1]", "3", "[" * 20_000])
def test_of_what_is_none_nothing_comes_back(kept: str | None) -> None:
    assert opened(kept).text[0].value == "{}"
