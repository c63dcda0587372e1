"""A session has one name, others have others, and its end is told to the pool."""

from __future__ import annotations

import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest

from tests.app.pools import Sleeping
from tests.app.runs import SMALL
from tests.patience import SECONDS


def script() -> None:
    import streamlit as st

    from app.controls.seat import seat, visitor

    st.session_state.viewer = seat(st.session_state.pool)
    st.session_state.visitor = visitor()


def end_session() -> None:
    """What the server does when a browser has gone; all test pages are one session."""
    clear_session_cache("test session id")


def page(pool: Sleeping) -> AppTest:
    made = AppTest.from_function(script, default_timeout=SECONDS)
    made.session_state.pool = pool
    return made


@pytest.fixture(autouse=True)
def _no_seats() -> None:
    """Each test begins without a seat."""
    end_session()


def test_a_session_keeps_its_name(sleeping: Sleeping) -> None:
    shown = page(sleeping).run()
    assert not shown.exception
    viewer = shown.session_state.viewer
    assert len(viewer) == 16
    assert shown.run().session_state.viewer == viewer
    assert shown.session_state.visitor == ""  # nobody knows the address of a test


def test_who_comes_back_has_another_name(sleeping: Sleeping) -> None:
    first = page(sleeping).run().session_state.viewer
    end_session()
    assert page(sleeping).run().session_state.viewer != first


def test_the_end_of_a_session_is_told_to_the_pool(sleeping: Sleeping) -> None:
    shown = page(sleeping).run()
    job = sleeping.submit(SMALL, shown.session_state.viewer)
    assert job.viewers == {shown.session_state.viewer}
    end_session()
    assert job.viewers == set()


def test_only_who_goes_leaves(sleeping: Sleeping) -> None:
    shown = page(sleeping).run()
    job = sleeping.submit(SMALL, shown.session_state.viewer)
    sleeping.join(job, "other")
    end_session()
    assert job.viewers == {"other"}


def trains_twice() -> None:
    import streamlit as st
    from streamlit import runtime

    from app.controls.current import train
    from app.controls.steering import steer

    state = st.session_state
    client = runtime.get_instance().get_client("")
    client.client_context.remote_ip = "2001:db8:1:2::9"
    train(state.pool, state.config)
    state.visitors = [state.job.visitor]
    steer(state.pool, "again")
    state.visitors.append(state.job.visitor)


def test_a_training_is_of_the_address_that_asks_for_it(sleeping: Sleeping) -> None:
    made = AppTest.from_function(trains_twice, default_timeout=SECONDS)
    made.session_state.pool, made.session_state.config = sleeping, SMALL
    shown = made.run()
    assert not shown.exception
    assert shown.session_state.visitors == ["2001:db8:1:2::/64"] * 2
