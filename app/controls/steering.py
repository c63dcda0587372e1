"""The buttons of the stage's player that act on a training: pause, one step, stop, again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.controls.acting import train_now
from app.controls.current import shown_config
from app.controls.seat import seat, visitor
from app.jobs import Job, Pool


def steer(pool: Pool, command: str) -> None:
    """Do what a button of the player asks for; why it cannot be done is shown for a moment."""
    state = st.session_state
    try:
        if "job" in state:
            _steer_job(pool, state.job, command)
        elif command == "again" and (config := shown_config()) is not None:
            train_now(pool, config, fresh=True)
    except ValueError as error:
        st.toast(str(error))


def _steer_job(pool: Pool, job: Job, command: str) -> None:
    viewer = seat(pool)
    actions: dict[str, Callable[[], None]] = {
        "pause": lambda: pool.pause(job, viewer),
        "resume": lambda: pool.resume(job, viewer),
        "step": lambda: pool.step(job, viewer),
        "stop": lambda: _stop(pool, job, viewer),
        "again": lambda: st.session_state.update(job=pool.again(job, viewer, visitor=visitor())),
    }
    if command in actions:  # it comes from a browser
        actions[command]()


def _stop(pool: Pool, job: Job, viewer: str) -> None:
    pool.stop(job, viewer)
    if viewer not in job.viewers and not job.state.over:  # other viewers keep it
        st.session_state.pop("job", None)
