"""A session has one name, others have others, and its end is told to the pool."""

from __future__ import annotations

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest

from app.controls.seat import _release, _Seat
from app.jobs import Pool
from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.runs import SMALL


def script() -> None:
    import streamlit as st

    from app.controls.seat import seat

    st.session_state.viewer = seat(st.session_state.pool)


def end_session() -> None:
    """What the server does when a browser has gone; all test pages are one session."""
    clear_session_cache("test session id")


def page(pool: Pool) -> AppTest:
    made = AppTest.from_function(script, default_timeout=DEFAULT_TIMEOUT)
    made.session_state.pool = pool
    return made


@pytest.fixture(autouse=True)
def _no_seats() -> None:
    """Each test begins without a seat."""
    end_session()


def test_a_session_keeps_its_name(asleep: Pool) -> None:
    shown = page(asleep).run()
    assert not shown.exception
    viewer = shown.session_state.viewer
    assert len(viewer) == 16
    assert shown.run().session_state.viewer == viewer


def test_who_comes_back_has_another_name(asleep: Pool) -> None:
    first = page(asleep).run().session_state.viewer
    end_session()
    assert page(asleep).run().session_state.viewer != first


def test_the_end_of_a_session_is_told_to_the_pool(asleep: Pool) -> None:
    shown = page(asleep).run()
    job = asleep.submit(SMALL, shown.session_state.viewer)
    assert job.viewers == {shown.session_state.viewer}
    end_session()
    assert job.viewers == set()


def test_only_the_one_who_goes_leaves(asleep: Pool) -> None:
    job = asleep.submit(SMALL, "one")
    asleep.join(job, "other")
    _release(_Seat("one", asleep))
    assert job.viewers == {"other"}
