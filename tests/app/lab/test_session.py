"""The lab's setting in a session: from the address, from the widgets, and from the browser."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from app.lab.session import LINE, PROBLEM, REFUSED, SCENE, SETTING
from app.lab.setting import BROKEN, Setting
from tests.patience import SECONDS
from toy_models.config import LossChoice

FIRST = Setting(losses=(LossChoice.of("sv_softmax"),))
OTHER = Setting(losses=(LossChoice.of("arc_softmax"),), sample=1.5, weights_C=(0.25, 2.0))
MOVED = {
    "sample": 2.0, "label": 1, "weights": [0.1, 2.1], "focus": 0, "imagined": 100,
    "parameters": [{"scale": 12.0, "t": 1.3}],
}  # fmt: skip


def script() -> None:
    import streamlit as st

    from app.lab.session import current, put, take_scene
    from tests.app.lab.test_session import FIRST, OTHER

    current(FIRST)
    if st.button("Put"):
        put(OTHER)
    if st.button("Take"):
        take_scene()


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=SECONDS)


def setting(page: AppTest) -> Setting:
    assert not page.exception
    found: Setting = page.session_state[SETTING]
    return found


def test_the_first_setting_or_that_of_the_address(page: AppTest) -> None:
    assert setting(page.run()) == FIRST
    other = AppTest.from_function(script, default_timeout=SECONDS)
    other.query_params[LINE] = OTHER.line()
    assert setting(other.run()) == OTHER
    assert PROBLEM not in other.session_state


def test_a_faulty_link_is_a_sentence_until_something_is_changed(page: AppTest) -> None:
    page.query_params[LINE] = "nonsense"
    assert setting(page.run()) == FIRST
    assert page.session_state[PROBLEM] == REFUSED.format(why=BROKEN)
    page.button[0].click().run()
    assert setting(page) == OTHER
    assert PROBLEM not in page.session_state


@pytest.mark.parametrize("nothing", ["", None, "nonsense"])
def test_a_scene_of_the_browser_is_the_setting_then(page: AppTest, nothing: str | None) -> None:
    page.run()
    scene = json.dumps(MOVED)
    page.session_state["lab-figure"] = {"scene": scene}
    page.button[1].click().run()
    assert setting(page) == FIRST.moved(scene)
    assert page.session_state[SCENE] == scene
    page.session_state["lab-figure"] = {"scene": nothing}
    page.button[1].click().run()
    assert setting(page) == FIRST.moved(scene)  # it stays
    page.button[0].click().run()
    assert SCENE not in page.session_state  # the browser draws what the widgets have set
