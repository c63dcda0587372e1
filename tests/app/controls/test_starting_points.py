"""The starting points on the page: a press or a link sets all controls, and says what to watch."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.controls.starting_points import SHELF
from app.starting_points.checked import sentence_of
from app.starting_points.table import STARTING_POINTS, StartingPoint
from tests.patience import SECONDS

GAP, STUCK = STARTING_POINTS[0], STARTING_POINTS[5]


def script() -> None:
    import streamlit as st

    from app.controls.link import asked_for, check_link, link_problem
    from app.controls.settings import choose
    from app.controls.starting_points import choose_starting_point, note, open_starting_point

    open_starting_point()
    asked = asked_for()
    choose_starting_point()
    settings = choose()
    check_link(asked, settings)
    st.session_state.config = settings.config
    link_problem()
    note(settings.config)


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS)


def words(page: AppTest) -> str:
    return "\n".join(note.value for note in page.markdown)


def test_the_list_has_every_title_and_sentence(page: AppTest) -> None:
    page.session_state[SHELF] = True
    page.run()
    buttons = {button.key: button.label for button in page.button}
    sentences = words(page)
    for point in STARTING_POINTS:
        assert buttons[f"start-{point.slug}"] == point.title
        assert f":small[{sentence_of(point)}]" in sentences


def test_a_press_sets_all_controls(page: AppTest) -> None:
    page.session_state[SHELF] = True
    page.run()
    assert "Watch:" not in words(page)
    page.button(key=f"start-{STUCK.slug}").click().run()
    assert not page.exception
    assert page.session_state.config == STUCK.config
    assert f"{sentence_of(STUCK)} **Watch:** {STUCK.watch}" in words(page)
    assert not page.session_state[SHELF]


def test_the_sentence_goes_when_the_settings_change(page: AppTest) -> None:
    page.query_params = {"start": GAP.slug}
    page.run()
    assert "Watch:" in words(page)
    page.select_slider(key="batch").set_value(64).run()
    assert "Watch:" not in words(page)


@pytest.mark.parametrize("point", STARTING_POINTS, ids=lambda point: point.slug)
def test_its_link_opens_the_page_on_it(page: AppTest, point: StartingPoint) -> None:
    page.query_params = {"start": point.slug, "m": "nonsense"}
    page.run()
    assert not page.exception
    assert not page.warning
    assert page.session_state.config == point.config
    assert "start" not in page.query_params


def test_a_name_that_there_is_none_of_is_said(page: AppTest) -> None:
    page.query_params = {"start": "<b>gone"}
    page.run()
    (warning,) = page.warning
    assert warning.value.startswith("There is no starting point `<b>gone`. There are: gap, fade,")
