"""What the Playground shows: a finished run, or a job that trains; both live in the session.

st.session_state.result     the run that is shown, or that was shown before the job
st.session_state.side       runs side by side, if they are shown instead
st.session_state.job        the job, until it is over
st.session_state.problem    why the last training failed, in a sentence
"""

from __future__ import annotations

import streamlit as st

from app.controls.runs import history, show
from app.controls.seat import seat
from app.jobs import Job, Pool, State
from toy_models.config import RunConfig
from toy_models.first_run import FIRST_RUN
from toy_models.record import Run

SO_FAR = "so-far"  # the paused job and its record


def train(pool: Pool, config: RunConfig) -> None:
    """Show the run of this config: the stored run at once, or a job that trains it."""
    state = st.session_state
    state.pop("problem", None)
    if "job" in state:  # this viewer no longer waits for the old job
        pool.leave(seat(pool), state.job)
        del state.job
    if (result := pool.result(config)) is not None:
        show(result)
        return
    try:
        state.job = pool.submit(config, viewer=seat(pool))
    except ValueError as error:
        state.problem = str(error)


def open_first(pool: Pool, config: RunConfig | None) -> None:
    """Before any click, show the stored run of this config, or the shipped run."""
    state = st.session_state
    if "result" in state:
        return
    result = (pool.result(config) if config else None) or pool.result(FIRST_RUN)
    if result is not None:
        show(result)
    elif not {"job", "problem"} & set(state):  # after a failure the reader presses Train
        train(pool, FIRST_RUN)


def take_finished(pool: Pool) -> None:
    """If the job is over, show what it has made."""
    state = st.session_state
    if "job" not in state or not state.job.state.over:
        return
    job: Job = state.pop("job")
    state.pop(SO_FAR, None)
    if job.result is not None:
        show(job.result)
        history(pool).note(job.result, job.seconds)
    if job.state is State.FAILED:
        state.problem = job.why


def record_so_far(pool: Pool, job: Job) -> Run:
    """The record of a paused job; the pool is asked once a step.  Raises ValueError as the pool."""
    known, record = st.session_state.get(SO_FAR, (None, None))
    if known is not job or record.steps_K[-1] != job.step:
        record = pool.so_far(job)
        st.session_state[SO_FAR] = job, record
    return record
