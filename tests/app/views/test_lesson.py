"""The lessons' page: from the overview through a lesson, its locks, and what bad addresses get."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import app
from app.course.walk import Step, Walk
from app.course.words import marked
from app.jobs import Pool
from lessons.course import COURSE, Course, open_lesson
from lessons.figure import Moving
from tests.patience import SECONDS

LESSON = open_lesson("sv_softmax")
WALK = Walk.of(LESSON)
WHOLE = Walk.of(LESSON, COURSE.asked_again(LESSON.narrative.number))  # with what is asked again


def lesson_page(course: object, pool: object) -> None:
    from app.presenter.show import present
    from app.views.lesson import lesson

    present()
    lesson(course, lambda: pool)


Visit = Callable[..., AppTest]


@pytest.fixture
def visit(pool: Pool) -> Visit:
    def open_page(course: Course = COURSE, **address: str) -> AppTest:
        arguments = {"course": course, "pool": pool}
        test = AppTest.from_function(lesson_page, kwargs=arguments, default_timeout=SECONDS)
        test.query_params = dict(address)
        return sound(test.run())

    return open_page


def sound(test: AppTest) -> AppTest:
    assert not test.exception, test.exception
    return test


def asked(test: AppTest, name: str, otherwise: str = "") -> str:
    """What the address says; a test's own value comes as a list, the page's as it was set."""
    value = test.query_params.get(name, otherwise)
    return str(value[0] if isinstance(value, list) else value)


def at(test: AppTest, walk: Walk = WALK) -> str:
    return asked(test, "at", walk.address(walk.steps[0]))


def text(test: AppTest) -> str:
    return "\n".join(part.value for part in test.markdown)


def press(test: AppTest, key: str) -> AppTest:
    return sound(test.button(key=key).click().run())


def slots(test: AppTest) -> list[dict[str, Any]]:
    """The data of the charts and stages on the page."""
    sent = [json.loads(part.proto.json) for part in test.get("bidi_component")]
    return [data for data in sent if {"figures", "run", "kind"} & set(data)]


def test_the_overview_opens_what_there_is_and_says_what_is_planned(visit: Visit) -> None:
    page = visit()
    cards = [block.proto.body for block in page.get("html")]
    assert all(any(place.question in card for card in cards) for place in COURSE.places)
    planned = [card for card in cards if "planned</p>" in card]
    assert len(planned) == sum(place.slug is None for place in COURSE.places)
    press(page, "open-sv_softmax")
    assert f"# {WHOLE.question(WHOLE.steps[0]).title}" in text(page)


def test_play_unlocks_when_a_prediction_is_stored(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="2.predict")
    assert page.button(key="lesson-on").label == "Play"
    assert page.button(key="lesson-on").disabled
    page.text_input(key="because-2.predict").input("a guess")
    press(page, "option-1")
    assert not page.button(key="lesson-on").disabled
    press(page, "option-3")  # changed in time
    press(page, "lesson-on")
    assert at(page) == "2.play"
    options = WALK.part(Step(1, 0)).options
    assert options[2].words in text(page)
    assert f"**{options[1].words}**" in text(page)
    assert options[2].reply in text(page)
    assert [line.value for line in page.text] == ["Because: a guess"]


def test_a_prediction_stands_once_the_outcome_was_seen(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="2.predict")
    press(page, "option-1")
    press(page, "lesson-on")
    press(page, "lesson-back")
    assert all(page.button(key=f"option-{n}").disabled for n in (1, 2, 3))


def test_a_question_can_be_passed_over(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="2.predict")
    press(page, "lesson-skip")
    assert at(page) == "2.play"
    assert ":gray[skipped]" in text(page)
    press(page, "lesson-back")
    assert "passed over" in " ".join(caption.value for caption in page.caption)


def test_a_drawing_that_was_passed_over_does_not_stand_beside_the_outcome(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="3.predict")
    (asked,) = slots(page)
    assert asked["ask"]
    press(page, "lesson-skip")
    assert at(page) == "3.play"
    (outcome,) = slots(page)
    assert outcome["ask"] is None
    assert outcome["answer"] is None


def test_an_address_does_not_get_past_a_lock(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="4.answer")
    assert page.button(key="lesson-on").label == "Play"
    assert page.button(key="lesson-on").disabled


def walked_through(page: AppTest, walk: Walk) -> None:
    """All steps, each with its text and all its figures; what was said can be taken away."""
    for step in walk.steps:
        assert at(page, walk) == walk.address(step)
        assert marked(walk.part(step).text) in text(page)
        names = [slot.name for slot in walk.slots(step)]
        assert len(slots(page)) == len(names)
        for data, name in zip(slots(page), names, strict=True):
            assert ("run" in data) == isinstance(walk.lesson.figures[name], Moving)
        if walk.part(step).options:
            press(page, "option-2")
        if walk.part(step).drawing:
            press(page, "lesson-skip")
        elif walk.onward(step):
            press(page, "lesson-on")
    assert "lesson-on" not in {button.key for button in page.button}
    assert len(page.get("download_button")) == 1


def test_from_the_first_step_to_the_last(visit: Visit) -> None:
    assert WHOLE.before
    walked_through(visit(lesson="sv_softmax"), WHOLE)


@pytest.mark.slow
def test_a_lesson_made_by_its_folder_alone_opens_on_its_page(
    visit: Visit, new_course: Course
) -> None:
    page = visit(new_course)
    press(page, "open-margin_width")
    assert "# The names of things" in text(page)
    walked_through(page, Walk.of(open_lesson("margin_width", new_course)))
    page = visit(new_course, lesson="margin_width", at="2.transfer", present="true")
    sound(page.toggle(key="behind-run").set_value(True).run())
    assert r"\begin{aligned} L" in page.latex[0].value


def test_what_was_seen_in_a_lesson_locks_nothing_in_another(
    visit: Visit, new_course: Course
) -> None:
    folder = new_course.folders["margin_width"].path
    twin = shutil.copytree(folder, folder.with_name("twin"))
    page = to_transfer(visit(new_course, lesson="margin_width", at="2.predict"))
    press(page, "option-1")
    press(page, "lesson-on")
    press(page, "lesson-back")
    assert page.button(key="option-2").disabled
    page.query_params = {"lesson": "twin", "at": "2.predict"}
    to_transfer(sound(page.run()))
    shutil.rmtree(twin)
    assert not page.button(key="option-2").disabled


def to_transfer(page: AppTest) -> AppTest:
    """From a prediction that is drawn, past it."""
    for key in ("lesson-skip", "lesson-on", "lesson-on"):
        press(page, key)
    return page


def test_nothing_is_locked_for_a_lecturer(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="3.play", present="true")
    assert at(page) == "3.play"
    assert "html { font-size" in " ".join(part.proto.body for part in page.get("html"))
    page = visit(lesson="sv_softmax", at="3.predict", present="true")
    assert not page.button(key="lesson-on").disabled
    assert not page.text_input
    press(page, "lesson-on")
    assert at(page) == "3.play"


def test_the_toggle_says_what_the_address_says(visit: Visit) -> None:
    page = visit(lesson="sv_softmax")
    sound(page.toggle(key="present-toggle").set_value(True).run())
    assert asked(page, "present") == "true"
    sound(page.toggle(key="present-toggle").set_value(False).run())
    assert asked(page, "present") == "false"


def test_the_notes_come_and_go(visit: Visit) -> None:
    page = visit(lesson="sv_softmax")
    assert LESSON.notes.strip() not in text(page)
    press(page, "lesson-notes")
    assert LESSON.notes.strip() in text(page)
    press(page, "lesson-notes")
    assert LESSON.notes.strip() not in text(page)


def test_the_code_behind_a_chart_has_formula_six_lines_and_source(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="1.page")
    sound(page.toggle(key="behind-boundary").set_value(True).run())
    assert r"\begin{aligned} L" in page.latex[0].value
    codes = [block.value for block in page.code]
    assert codes[0].startswith("def sv_softmax(cos: Tensor, y: Tensor")
    assert any(code.startswith("def sv_guide(") for code in codes)


def test_the_code_behind_a_run_explains_a_sample_of_it(visit: Visit) -> None:
    page = visit(lesson="sv_softmax", at="6.why", present="true")
    sound(page.toggle(key="behind-trap").set_value(True).run())
    assert r"\begin{aligned} L" in page.latex[0].value
    assert "under SV-Softmax at the last step" in text(page)


@pytest.mark.parametrize(
    "hostile", ["nothing", "<script>alert(1)</script>", "../sv_softmax", "x" * 10**5]
)
def test_a_lesson_that_there_is_not_opens_the_overview(visit: Visit, hostile: str) -> None:
    page = visit(lesson=hostile)
    (warning,) = page.warning
    there = ", ".join(COURSE.folders)
    assert warning.value == f"There is no lesson of this name. There is: {there}."
    assert page.button(key="open-sv_softmax")


@pytest.mark.parametrize("hostile", ["99.play", "<b>", "2.play;3"])
def test_a_step_that_there_is_not_opens_the_first(visit: Visit, hostile: str) -> None:
    page = visit(lesson="sv_softmax", at=hostile)
    (warning,) = page.warning
    assert warning.value == "The lesson has no such step; this is its beginning."
    assert f"# {WHOLE.question(WHOLE.steps[0]).title}" in text(page)


def test_the_page_is_in_the_navigation() -> None:
    frame = Path(app.__file__).with_name("frame.py").read_text()
    assert 'title="Lessons"' in frame


def test_the_last_lesson_leads_out_of_the_course(visit: Visit) -> None:
    last = COURSE.places[-1]
    walk = Walk.of(open_lesson(str(last.slug)))
    page = visit(lesson=last.slug, present="true", at=walk.address(walk.steps[-1]))
    leads = {part.proto.url for part in page.get("link_button")}
    frame = Path(app.__file__).with_name("frame.py").read_text()
    for address in ("playground", "face-run", "questionnaire"):
        assert address in leads
        assert f'url_path="{address}"' in frame
