"""A page that follows a job of a pool without a worker."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from app.jobs import State
from tests.app.pools import Sleeping
from tests.app.runs import run_of, small_config
from tests.app.stage.under_way import opened, part
from tests.patience import SECONDS

CONFIG = small_config(70, steps=5000)


def script() -> None:
    import streamlit as st

    from app.controls.advice import advise_under_way
    from app.controls.live import follow
    from app.controls.steering import steer

    state = st.session_state
    state.runs = state.get("runs", 0) + 1
    if "job" in state and state.job.state.over:
        state.taken = state.pop("job")
    command = st.text_input("command", key="command")
    if command:
        steer(state.pool, command)
    if "job" in state:
        if not state.pop("fragment", False):  # which runs without the rest of the page
            advise_under_way(state.job)
        follow(state.pool, state.job)


class Following:
    """A page that follows a job of a pool without a worker."""

    def __init__(self, pool: Sleeping) -> None:
        self.pool = pool
        self.job = pool.submit(CONFIG)
        self.job.state = State.TRAINING
        self.page = AppTest.from_function(script, default_timeout=SECONDS)
        self.page.session_state.pool = pool
        self.page.session_state.job = self.job
        self.page.run()
        assert not self.page.exception

    def stuck(self) -> None:
        """Let all classes of the job lie on one spot from now on."""
        whole = run_of(replace(CONFIG, steps=50, kept=20))
        arrays = {name: array.copy() for name, array in whole.arrays.items()}
        for name in ("weights_LCD", "features_LND"):
            arrays[name][1:] = arrays[name][1:, :, :1]
        met = replace(whole, config=CONFIG, steps_K=100 * whole.steps_K, arrays=arrays)
        opening = opened(met).frames.since(0, 0).opening
        assert opening
        self.job.frames.open(opening)
        self.job.frames.add(*part(met, slice(1, 20)))
        self.job.step = int(met.steps_K[19])

    def command(self, command: str) -> None:
        """What a button of the player sends."""
        self.page.text_input(key="command").set_value(command).run()
        self.page.text_input(key="command").set_value("")
        assert not self.page.exception
