"""The questionnaire as a student fills it in: consent first, and a file that is read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.views import questionnaire as page_module
from lessons.evaluation.answers import Answer, as_csv, read_answers
from lessons.evaluation.questionnaire import items, opinions
from tests.patience import SECONDS


def opened(**address: str) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=SECONDS)
    for key, value in address.items():
        page.query_params[key] = value
    return sound(page.run())


def _page() -> None:
    from app.views.questionnaire import questionnaire

    questionnaire()


def sound(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def agreed(**address: str) -> AppTest:
    return sound(opened(**address).checkbox(key="agreed").check().run())


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[list[Answer]]:
    """The answers of each file that the page offered."""
    found: list[list[Answer]] = []

    def noted(answers: list[Answer]) -> str:
        found.append(list(answers))
        return as_csv(answers)

    monkeypatch.setattr(page_module, "as_csv", noted)
    return found


def test_nothing_is_asked_before_consent() -> None:
    page = opened()
    assert not page.radio
    assert opinions().consent in page.markdown[1].value


def test_ten_questions_before_and_a_code_that_stays(saved: list[list[Answer]]) -> None:
    page = agreed(group="lecture")
    assert [radio.key for radio in page.radio] == [f"item-{item.name}" for item in items()]
    first = items()[0]
    page = sound(page.radio(key=f"item-{first.name}").set_value(first.right).run())
    (answer,) = saved[-1]
    assert answer.question == first.name
    assert (answer.group, answer.when, answer.answer) == ("lecture", "before", first.answer)
    assert f"**{answer.code}**" in page.markdown[2].value
    assert "9 not answered yet." in [caption.value for caption in page.caption]


def test_after_the_course_opinions_and_ranks_come_too(
    saved: list[list[Answer]], tmp_path: Path
) -> None:
    page = agreed(when="after", tools="This app, Slides")
    assert "Type the code" in page.info[0].value
    page.text_input(key="code").set_value(" tern-0001 ")
    for item in items():
        page.radio(key=f"item-{item.name}").set_value(item.right)
    for number in range(1, 11):
        page.radio(key=f"usability-{number}").set_value("agree")
    for quality in opinions().ranked_for:
        page.selectbox(key=f"rank-{quality}-This app").set_value(1)
        page.selectbox(key=f"rank-{quality}-Slides").set_value(2)
    sound(page.run())
    answers = saved[-1]
    assert len(answers) == 10 + 10 + 6
    assert {answer.code for answer in answers} == {"tern-0001"}
    file = tmp_path / "answers.csv"
    file.write_text(as_csv(answers))
    assert read_answers([file]).answers == answers


def test_equal_ranks_are_refused_with_a_sentence(saved: list[list[Answer]]) -> None:
    page = agreed(when="after", tools="This app,Slides")
    page.text_input(key="code").set_value("Tern-k7f2w")
    page.selectbox(key="rank-clarity-This app").set_value(1)
    page.selectbox(key="rank-clarity-Slides").set_value(1)
    sound(page.run())
    assert [line.value for line in page.warning] == [page_module.EQUAL.format(quality="clarity")]
    assert page.get("download_button")[0].proto.disabled
    sound(page.selectbox(key="rank-clarity-Slides").set_value(2).run())
    assert not page.warning
    assert not page.get("download_button")[0].proto.disabled


def test_a_code_is_read_however_it_is_typed(saved: list[list[Answer]]) -> None:
    page = agreed(when="after")
    page.radio(key=f"item-{items()[0].name}").set_value(items()[0].right)
    sound(page.text_input(key="code").set_value("Tern – 4821").run())
    assert "It is read as **tern-4821**." in [caption.value for caption in page.caption]
    assert saved[-1][0].code == "tern-4821"


def _reloaded(kept: dict[str, str]) -> None:
    import streamlit as st

    from app.views.questionnaire import questionnaire

    def tab(_: str, now: dict[str, str]) -> dict[str, str]:
        st.session_state["now"] = dict(now)
        first = "tab-read" not in st.session_state
        st.session_state["tab-read"] = True
        return kept if first else {}

    questionnaire(tab)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reload_brings_the_answers_and_the_code_back(when: str) -> None:
    kept = {"when": when, "drawn": "tern-k7f2w", "code": "tern-k7f2w", items()[0].name: "b"}
    after = {"usability 3": "5", "rank for clarity: Slides": "2"} if when == "after" else {}
    hostile = {"threshold": "z", "usability 99": "1", "rank for clarity: This app": "9", "x": "y"}
    page = AppTest.from_function(_reloaded, args=(kept | after | hostile,), default_timeout=SECONDS)
    page.query_params["tools"] = "This app,Slides"
    sound(page.run())
    sound(page.checkbox(key="agreed").check().run())
    assert page.session_state["now"] == kept | after
    assert page.radio(key=f"item-{items()[0].name}").value == items()[0].option("b")
