"""A page that follows a job of a pool without a worker."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from app.jobs import State
from tests.app.controls.asking import DEFAULT_TIMEOUT
from tests.app.pools import Sleeping
from tests.app.runs import small_config

CONFIG = small_config(70, steps=5000)


def script() -> None:
    import streamlit as st

    from app.controls.live import follow
    from app.controls.steering import steer

    state = st.session_state
    if "job" in state and state.job.state.over:
        state.taken = state.pop("job")
    command = st.text_input("command", key="command")
    if command:
        steer(state.pool, command)
    if "job" in state:
        follow(state.pool, state.job)


class Following:
    """A page that follows a job of a pool without a worker."""

    def __init__(self, pool: Sleeping) -> None:
        self.pool = pool
        self.job = pool.submit(CONFIG)
        self.job.state = State.TRAINING
        self.page = AppTest.from_function(script, default_timeout=DEFAULT_TIMEOUT)
        self.page.session_state.pool = pool
        self.page.session_state.job = self.job
        self.page.run()
        assert not self.page.exception

    def command(self, command: str) -> None:
        """What a button of the player sends."""
        self.page.text_input(key="command").set_value(command).run()
        self.page.text_input(key="command").set_value("")
        assert not self.page.exception
