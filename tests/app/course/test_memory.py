"""The browser keeps what a reader did: the page sends it once it has read what was there."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from app.course.memory import bring_back, kept, remember
    from tests.app.course.small import PREDICT, WALK

    if st.query_params.get("back"):
        bring_back({"small": {"said": {"1.transfer": 1}}})
    mine = kept(WALK)
    mine.answers[PREDICT] = (50.0,)
    st.session_state["course-read"] = bool(st.query_params.get("read"))
    st.text(str(sorted(map(str, mine.answers.values()))))
    remember(WALK)


def opened(**address: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=60)
    test.query_params = dict(address)
    test.run()
    assert not test.exception
    return test


def kept(test: AppTest) -> str | None:
    (memory,) = test.get("bidi_component")
    return json.loads(memory.proto.json)["keep"]


def test_nothing_is_kept_before_the_browser_was_read() -> None:
    assert kept(opened()) is None
    assert json.loads(kept(opened(read="1")) or "")["small"]["said"] == {"1.predict": [50.0]}


def test_what_is_brought_back_stands_beside_what_there_is() -> None:
    test = opened(back="1", read="1")
    assert test.text[0].value == "['(50.0,)', '1']"
