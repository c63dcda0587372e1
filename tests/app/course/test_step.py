"""One step on a page: the figure beside its text, and the buttons that go on."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from app.course.step import needs_whole_width
from app.course.walk import Walk
from app.course.words import PLUS_MINUS
from app.jobs import Pool
from lessons.course import open_lesson
from tests.patience import SECONDS

LESSON = open_lesson("sv_softmax")


def page(address: str, presenting: bool) -> None:
    import streamlit as st

    from app.course.reader import Reader
    from app.course.step import buttons, step_on_page
    from app.course.walk import Walk
    from lessons.course import open_lesson
    from tests.app.course.test_step import no_pool

    walk = Walk.of(open_lesson("sv_softmax"))
    step = walk.find(address)
    assert step is not None
    answers = st.session_state.setdefault("answers", {})
    reasons = st.session_state.setdefault("reasons", {})
    reader = Reader(walk, step, answers, reasons, {step}, presenting, no_pool)

    def go(to: object) -> None:
        st.session_state["went"] = to

    buttons(reader, go)
    step_on_page(reader)


def no_pool() -> Pool:
    raise AssertionError("Nothing here is explained.")


def opened(address: str, *, presenting: bool = False) -> AppTest:
    test = AppTest.from_function(
        page, kwargs={"address": address, "presenting": presenting}, default_timeout=SECONDS
    )
    test.run()
    assert not test.exception
    return test


def test_only_a_stage_of_many_panels_needs_the_whole_width() -> None:
    wide = {name for name, figure in LESSON.figures.items() if needs_whole_width(figure)}
    assert wide == {"sphere"}


def test_a_choice_is_kept_with_its_reason() -> None:
    test = opened("4.predict")
    test.text_input(key="because-4.predict").input("x" * 5).run()
    test.button(key="option-3").click().run()
    (answered,) = test.session_state["answers"].values()
    assert answered == 2
    assert list(test.session_state["reasons"].values()) == ["xxxxx"]
    assert test.button(key="option-3").proto.type == "primary"
    assert test.button(key="option-1").proto.type == "secondary"


def test_skipping_is_offered_only_where_something_is_locked() -> None:
    keys = {button.key for button in opened("3.predict").button}
    assert {"lesson-back", "lesson-on", "lesson-skip"} <= keys
    for address, presenting in (("3.predict", True), ("1.page", False)):
        keys = {button.key for button in opened(address, presenting=presenting).button}
        assert "lesson-skip" not in keys


def test_skipping_goes_on_and_says_so() -> None:
    test = opened("3.predict")
    test.button(key="lesson-skip").click().run()
    assert list(test.session_state["answers"].values()) == [-1]
    assert test.session_state["went"].part == 1


def test_the_last_step_has_nothing_after_it() -> None:
    walk = Walk.of(LESSON)
    last = opened(walk.address(walk.steps[-1]))
    assert {button.key for button in last.button} == {"lesson-back"}
    assert opened("1.page").button(key="lesson-back").disabled


def test_the_first_spread_of_a_lesson_is_explained_and_no_other() -> None:
    walk = Walk.of(LESSON)
    first = walk.first_spread()
    assert first is not None
    assert "±" in walk.part(first).text
    later = next(step for step in walk.steps if "±" in walk.part(step).text and step != first)
    said = [
        [caption.value for caption in opened(walk.address(step)).caption] for step in (first, later)
    ]
    assert [PLUS_MINUS in captions for captions in said] == [True, False]
