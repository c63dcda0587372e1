"""The part of the page: a button, the progress, then the verdict, bands and pictures."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.seeds.panel import BATCHES, QUESTION
from tests.app.pools import Sleeping
from tests.app.seeds.five import config, five
from tests.patience import SECONDS


def script() -> None:
    import streamlit as st

    from app.seeds.panel import seeds

    state = st.session_state
    seeds(state.pool, state.result if "result" in state else None)


@pytest.fixture
def page(sleeping: Sleeping) -> AppTest:
    page = AppTest.from_function(script, default_timeout=SECONDS)
    page.session_state.pool = sleeping
    page.session_state.result = five()[0]
    return page.run()


def words(page: AppTest) -> str:
    return "\n".join(note.value for note in (*page.markdown, *page.caption))


def test_nothing_is_trained_before_the_button_is_pressed(page: AppTest, sleeping: Sleeping) -> None:
    assert [head.value for head in page.subheader] == [QUESTION]
    assert page.button(key="seeds-start").label == "Train it with 5 seeds"
    assert "It takes about 10 seconds in the background" in words(page)
    assert sleeping.asked == []


def test_the_progress_is_shown_and_can_be_stopped(page: AppTest, sleeping: Sleeping) -> None:
    sleeping.give(five()[0])
    page.button(key="seeds-start").click().run()
    assert not page.exception
    batch = page.session_state[BATCHES][config(0)]
    assert batch.job.config.seed == 1
    page.button(key="seeds-stop").click().run()
    assert page.button(key="seeds-start")
    assert batch.job is None


def test_five_stored_seeds_give_the_verdict_bands_and_pictures(
    page: AppTest, sleeping: Sleeping
) -> None:
    sleeping.give(*five())
    page.button(key="seeds-start").click().run()
    assert not page.exception
    assert "Accuracy on test samples" in words(page)
    assert "SV-Softmax" in words(page)
    assert "5 seeds decide" in words(page)
    (rest,) = page.expander
    assert "5 seeds do not decide between" in rest.markdown[0].value
    assert "band: one standard deviation" in words(page)
    assert len(page.get("plotly_chart")) == 3
    assert "95 % interval" in words(page)


def test_a_seed_opens_and_its_batch_stays(page: AppTest, sleeping: Sleeping) -> None:
    sleeping.give(*five())
    page.button(key="seeds-start").click().run()
    page.session_state.result = five()[3]
    page.run()
    assert "Accuracy on test samples" in words(page)


def test_another_config_leaves_the_job_of_the_first(page: AppTest, sleeping: Sleeping) -> None:
    page.button(key="seeds-start").click().run()
    batch = page.session_state[BATCHES][config(0)]
    assert batch.job is not None
    page.session_state.result = five(batch=8)[0]
    page.run()
    assert batch.job is None
    assert page.button(key="seeds-start")
