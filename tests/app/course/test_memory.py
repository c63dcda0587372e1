"""The browser keeps what a reader did: the page sends it once it has read what was there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.course.kept import LONGEST, packed
from app.course.memory import UNREAD
from tests.patience import SECONDS


def page() -> None:
    import streamlit as st

    from app.course.kept import unpacked
    from app.course.memory import bring_back, kept, remember
    from tests.app.course.small import PREDICT, WALK

    if st.query_params.get("back"):
        try:
            bring_back(unpacked(st.query_params["back"]))
        except ValueError as error:
            st.error(str(error))
    mine = kept(WALK)
    mine.answers.setdefault(PREDICT, (50.0,))
    st.session_state["course-read"] = bool(st.query_params.get("read"))
    st.text(str(sorted(map(str, mine.answers.values()))))
    if st.query_params.get("because"):
        mine.reasons[PREDICT] = st.query_params["because"]
    remember(WALK)


def opened(**address: str) -> AppTest:
    test = AppTest.from_function(page, default_timeout=SECONDS)
    test.query_params = dict(address)
    test.run()
    assert not test.exception
    return test


def sent(test: AppTest) -> dict[str, Any]:
    (memory,) = test.get("bidi_component")
    data: dict[str, Any] = json.loads(memory.proto.json)
    return data


def test_nothing_is_kept_before_the_browser_was_read() -> None:
    assert sent(opened())["keep"] is None
    kept = sent(opened(read="1"))["keep"]
    assert json.loads(kept)["small"]["said"] == {"1.predict": [50.0]}


def test_words_of_any_language_need_no_more_room_than_they_have_letters() -> None:
    assert "потому что 因为" in sent(opened(read="1", because="потому что 因为"))["keep"]


def test_what_is_brought_back_stands_beside_what_there_is() -> None:
    test = opened(back=packed({"small": {"said": {"1.transfer": 1}}}), read="1")
    assert test.text[0].value == "['(50.0,)', '1']"


@pytest.mark.parametrize(
    "hostile",
    [
        {"small": {"said": [1]}}, {"small": {"because": 3}}, {"small": {"seen": 3}},
        {"small": {"seen": [[1]]}}, {"small": [1]}, {"challenges": {"stuck": 1}}, {"small": None},
    ],
)  # fmt: skip
def test_a_link_of_another_shape_gets_a_sentence_and_the_page_stays(hostile: Any) -> None:
    test = opened(back=packed(hostile), read="1")
    assert "no predictions of this course" in test.error[0].value
    assert test.text[0].value == "['(50.0,)']"


def stored_page(kept: str) -> None:
    import streamlit as st

    from app.course import memory
    from tests.app.course.small import WALK

    class Heard:
        def __init__(self) -> None:
            self.kept = kept

    def component(data: dict[str, object], **_: object) -> Heard:
        st.json(data)
        return Heard()

    memory.remember(WALK, component)
    st.text(str(sorted(map(str, memory.kept(WALK).answers.values()))))


def stored(kept: str) -> tuple[dict[str, Any], str, AppTest]:
    """What the page sends in the end, and the answers that it has, when a browser had kept this."""
    test = AppTest.from_function(stored_page, args=(kept,), default_timeout=SECONDS).run()
    assert not test.exception
    return json.loads(test.json[0].value), test.text[0].value, test


GOOD = {"small": {"said": {"1.transfer": 1}, "because": {}, "seen": []}}


def test_what_the_browser_had_kept_comes_back() -> None:
    data, answers, test = stored(json.dumps(GOOD))
    assert not data["aside"]
    assert json.loads(data["keep"])["small"]["said"] == {"1.transfer": 1}
    assert answers == "['1']"
    assert not test.warning


@pytest.mark.parametrize(
    ("kept", "answers"),
    [
        ("{", "[]"), ("[1]", "[]"), ("[" * 100_000, "[]"), (" " * (LONGEST + 1), "[]"),
        (json.dumps(GOOD | {"angles": {"said": [1]}}), "['1']"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_set_aside_with_a_sentence(kept: str, answers: str) -> None:
    data, found, test = stored(kept)
    assert data["aside"]
    assert found == answers
    assert test.warning[0].value == UNREAD
